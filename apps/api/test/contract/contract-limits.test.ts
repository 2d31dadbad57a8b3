import { describe, expect, test } from 'vitest';
import { expectRefusal } from '../support/expect-refusal.ts';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';
import { addViewer } from '../support/test-viewer.ts';
import { toAnswer } from '../support/to-answer.ts';
import { callRest, transports } from '../support/transports.ts';

const TOO_MANY = { status: 429, error: 'Too many requests' };

describe.each(transports)('over %s', (_name, call) => {
  test('120 requests a minute are answered unless it is configured, and the next is not', async () => {
    await using portal = await startTestPortal({ env: { RATE_LIMIT_USER: '' } });
    const viewer = await addViewer(portal, call);
    const statuses = new Set<number>();
    for (let count = 0; count < 120; count += 1) statuses.add((await viewer.me()).status);
    expect([...statuses]).toEqual([200]);
    expectRefusal(portal, await viewer.me(), TOO_MANY);
  });

  test('the limit is configurable, and one for all operations and answers', async () => {
    await using portal = await startTestPortal({ env: { RATE_LIMIT_USER: '4' } });
    const viewer = await addViewer(portal, call);
    const statuses = [
      await viewer.me(),
      await viewer.update({}),
      await viewer.profile('nobody'),
      await call({ url: portal.url, operation: 'users.me' }),
      await viewer.me(),
    ].map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 404, 401, 429]);
    expectRefusal(portal, await viewer.profile('viewer'), TOO_MANY);
    expectRefusal(portal, await viewer.update({ username: 'newname' }), TOO_MANY);
  });

  test('0 turns the limit off', async () => {
    await using portal = await startTestPortal({ env: { RATE_LIMIT_USER: '0' } });
    const viewer = await addViewer(portal, call);
    const answers = await Promise.all(Array.from({ length: 130 }, () => viewer.me()));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });
});

test('both transports spend the same requests', async () => {
  await using portal = await startTestPortal({ env: { RATE_LIMIT_USER: '2' } });
  const { cookie } = await addViewer(portal, callRest);
  for (const [, call] of transports) {
    const answer = await call({ url: portal.url, cookie, operation: 'users.me' });
    expect(answer).toHaveProperty('status', 200);
  }
  for (const [, call] of transports) {
    expectRefusal(portal, await call({ url: portal.url, cookie, operation: 'users.me' }), TOO_MANY);
  }
});

test('a tRPC batch spends one request for each call', async () => {
  await using portal = await startTestPortal({ env: { RATE_LIMIT_USER: '5' } });
  const { cookie } = await addViewer(portal, callRest);
  const batch = (size: number) =>
    fetch(`${portal.url}/trpc/${Array(size).fill('users.me').join()}?batch=1&input=%7B%7D`, {
      headers: { cookie },
    });
  expect(await batch(3)).toHaveProperty('status', 200);
  expect(await batch(2)).toHaveProperty('status', 200);
  expectRefusal(portal, await toAnswer(await batch(1)), TOO_MANY);
});

test('a tRPC batch that is over the limit as a whole is not answered in part', async () => {
  await using portal = await startTestPortal({ env: { RATE_LIMIT_USER: '2' } });
  const { cookie } = await addViewer(portal, callRest);
  const path = '/trpc/users.me%2Cusers.me,users.me?batch=1&input=%7B%7D';
  const answer = await toAnswer(await fetch(portal.url + path, { headers: { cookie } }));
  expectRefusal(portal, answer, TOO_MANY);
});

test('each client address has requests of its own', async () => {
  const env = { RATE_LIMIT_USER: '1', TRUSTED_PROXIES: '127.0.0.1' };
  await using portal = await startTestPortal({ env });
  expect(await statusFor(portal, '203.0.113.1')).toBe(401);
  expect(await statusFor(portal, '203.0.113.1')).toBe(429);
  expect(await statusFor(portal, '203.0.113.2')).toBe(401);
});

test('a client cannot name another address for itself', async () => {
  await using portal = await startTestPortal({ env: { RATE_LIMIT_USER: '1' } });
  expect(await statusFor(portal, '203.0.113.1')).toBe(401);
  expect(await statusFor(portal, '203.0.113.2')).toBe(429);
});

test('only the user endpoints have a limit', async () => {
  await using portal = await startTestPortal({ env: { RATE_LIMIT_USER: '1' } });
  for (const path of ['/healthz', '/readyz', '/healthz', '/readyz']) {
    expect(await fetch(portal.url + path)).toHaveProperty('status', 200);
  }
});

async function statusFor({ url }: TestPortal, address: string): Promise<number> {
  const headers = { 'x-forwarded-for': address };
  return (await fetch(`${url}/v1/users/me`, { headers })).status;
}
