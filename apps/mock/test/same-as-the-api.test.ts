import { sendRaw, toRawRequest } from '@portal/workspace/raw-http';
import { expect, test } from 'vitest';
import { startTestMock } from './test-mock.ts';

const HOST = ['Host: localhost', 'Cookie: psession=any', 'Connection: close'];
const BODY = ['Content-Type: application/json', 'Content-Length: 2'];

test.each([
  ['GET /v1/users/x/../me', [], 400],
  ['GET /v1/users//me', [], 400],
  ['GET /v1/users/%2e/me', [], 400],
  ['GET /v1/users/me', ['Host: other.example'], 400],
  ['GET /v1/users/%6de', [], 200],
  ['POST /v1/users/me/update', [...BODY, 'Sec-Fetch-Site: cross-site'], 403],
  ['POST /v1/users/me/update', [...BODY, 'Sec-Fetch-Site: same-origin'], 200],
])('%s with %j is %i, as the API answers it', async (line, lines, status) => {
  for (const mode of ['examples', 'live'] as const) {
    await using mock = await startTestMock({ mode });
    const head = toRawRequest(`${line} HTTP/1.1`, [...HOST, ...lines]);
    const [answer] = await sendRaw(mock.url, `${head}${line.startsWith('POST') ? '{}' : ''}`);
    expect(answer?.status).toBe(status);
  }
});
