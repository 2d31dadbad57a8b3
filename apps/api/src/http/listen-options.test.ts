import { expect, test } from 'vitest';
import { parseConfig } from '../config/config.ts';
import { toListenOptions } from './listen-options.ts';

test('seconds become milliseconds, each its own', () => {
  const times = { HEADERS_TIMEOUT: '1', REQUEST_TIMEOUT: '2', KEEP_ALIVE_TIMEOUT: '3' };
  expect(toListenOptions(parseConfig({ ...times, ANSWER_TIMEOUT: '4' }))).toMatchObject({
    headersTimeoutMs: 1000,
    requestTimeoutMs: 2000,
    keepAliveTimeoutMs: 3000,
    responseTimeoutMs: 4000,
  });
});

test('headers have no more time than their whole request', () => {
  const options = toListenOptions(parseConfig({ HEADERS_TIMEOUT: '20', REQUEST_TIMEOUT: '5' }));
  expect(options).toMatchObject({ headersTimeoutMs: 5000, requestTimeoutMs: 5000 });
});
