import { expect, test } from 'vitest';
import { createMock } from '../src/create-mock.ts';
import { ConnectionReset } from '../src/serve/faults.ts';
import type { MockReply } from '../src/serve/mock-reply.ts';
import { fromRequest } from '../src/serve/mock-request.ts';
import { COOKIE, ORIGIN, post, type Sent } from './send.ts';

const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const mock = createMock();

/** One request for each way a reply is made. */
const asked: readonly (readonly [name: string, path: string, sent: Sent])[] = [
  ['a value', '/v1/users/me', { headers: { cookie: COOKIE } }],
  ['an error', '/v1/users/me', {}],
  ['an error that promises headers', '/v1/users/me', { headers: { prefer: 'code=429' } }],
  ['a wrong method', '/v1/users/me', { method: 'DELETE' }],
  ['an unknown example', '/v1/users/me?__example=nobody', {}],
  ['an update', '/v1/users/me/update', post({ username: 'ab' })],
  ['a HEAD', '/v1/users/me', { method: 'HEAD', headers: { cookie: COOKIE } }],
  ['a batch', '/trpc/users.me,users.me?batch=1', { headers: { cookie: COOKIE } }],
  ['a signing out', '/__mock/sessions', post({ viewer: 'anonymous' })],
  ['a reset', '/__mock/reset', { method: 'POST' }],
  ['a malformed answer', '/v1/users/me', { headers: { 'mock-fault': 'malformed' } }],
];

test.each(asked)('%s as plain data is what fetch answers', async (_name, path, sent) => {
  const toRequest = () => new Request(`${ORIGIN}${path}`, sent);
  const response = await mock.fetch(toRequest());
  const fetched = [response.status, [...response.headers], await response.text()];
  const reply = await mock.answer(fromRequest(toRequest()));
  expect(withoutIds(toParts(reply))).toEqual(withoutIds(fetched));
  expect(Object.keys(reply.headers)).toEqual(
    Object.keys(reply.headers).map((name) => name.toLowerCase()),
  );
});

test('a truncated answer has half of its bytes, and says that it breaks off', async () => {
  const ask = (fault: object) => {
    const headers = { cookie: COOKIE, ...fault };
    return mock.answer(fromRequest(new Request(`${ORIGIN}/v1/users/me`, { headers })));
  };
  const whole = await ask({});
  const half = await ask({ 'mock-fault': 'truncate' });
  const length = Buffer.byteLength(whole.body ?? '');
  expect([half.breaksOff, whole.breaksOff]).toEqual([true, undefined]);
  expect(half.headers['content-length']).toBe(`${length}`);
  expect(half.body).toHaveLength(Math.ceil(length / 2));
});

test('a HEAD has no body that could break off', async () => {
  const init = { method: 'HEAD', headers: { cookie: COOKIE, 'mock-fault': 'truncate' } };
  const reply = await mock.answer(fromRequest(new Request(`${ORIGIN}/v1/users/me`, init)));
  expect([reply.body, reply.breaksOff]).toEqual([null, undefined]);
});

test('a reset rejects', async () => {
  const init = { headers: { 'mock-fault': 'reset' } };
  const pending = mock.answer(fromRequest(new Request(`${ORIGIN}/v1/users/me`, init)));
  await expect(pending).rejects.toThrow(ConnectionReset);
});

function toParts({ status, headers, body }: MockReply): readonly unknown[] {
  return [status, [...new Headers(headers)], body ?? ''];
}

function withoutIds(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(ID, 'id'));
}
