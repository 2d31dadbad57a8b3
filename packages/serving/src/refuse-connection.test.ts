import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { refuseConnection } from './refuse-connection.ts';

test('headers of a refusal are sent with it', () => {
  const socket = new PassThrough();
  const refusal = { code: 'too_many_requests', retry_after: 7 } as const;
  const { correlation_id } = refuseConnection(socket, refusal, 'LIMIT') ?? {};
  expect(socket.read().toString()).toMatch(
    new RegExp(`^HTTP/1\\.1 429 Too Many Requests\r\nRetry-After: 7\r\n[^]*${correlation_id}`),
  );
});

test('a connection that was answered before is left alone', () => {
  const socket = new PassThrough();
  const refusal = { code: 'service_unavailable' } as const;
  expect(refuseConnection(socket, refusal, 'FIRST')).toMatchObject({ status: 503, cause: 'FIRST' });
  expect(refuseConnection(socket, refusal, 'SECOND')).toBeUndefined();
});
