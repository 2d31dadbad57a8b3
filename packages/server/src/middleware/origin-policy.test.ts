import { expect, test } from 'vitest';
import { createTestRows } from '../../test/test-rows.ts';
import { allowOrigins, type OriginPolicy, requireOwnOrigin } from './origin-policy.ts';

const policy: OriginPolicy = {
  isAllowed: (origin) => origin === 'https://app.example',
  variesByOrigin: true,
};

test.each([
  ['https://portal.example', 'portal.example'],
  ['https://portal.example', 'portal.example:443'],
  ['https://portal.example', 'PORTAL.example'],
  ['http://portal.example', 'portal.example:80'],
  ['http://portal.example:3000', 'portal.example:3000'],
  ['http://[::1]:3000', '[0:0:0:0:0:0:0:1]:3000'],
  ['https://app.example', 'portal.example'],
])('a POST from %s to the host %s is from the own origin, or an allowed one', async (...sent) => {
  expect(await post(...sent)).toBe(200);
});

test.each([
  ['https://evil.example', 'portal.example'],
  ['https://portal.example:8443', 'portal.example'],
  ['https://portal.example', 'portal.example:80'],
  ['http://portal.example', 'portal.example:443'],
  ['https://portal.example.evil.example', 'portal.example'],
  ['null', 'portal.example'],
  ['', 'portal.example'],
  ['file://', ''],
])('a POST from %j to the host %j is from a foreign origin', async (...sent) => {
  expect(await post(...sent)).toBe(403);
});

async function post(origin: string, host: string): Promise<number> {
  const { app } = createTestRows({
    before: (before) => void before.use(allowOrigins(policy), requireOwnOrigin(policy)),
  });
  const init = { method: 'POST', headers: { origin, host } };
  return (await app.request('/v1/test/a/end', init)).status;
}
