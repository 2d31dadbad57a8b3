import { expect, test } from 'vitest';
import { getRaw } from '../support/get-raw.ts';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';

const ID = '0198c2f6-6f0b-7a39-9d53-2a1f6f6f2d11';
const NEW = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

interface Named {
  /** Where the answer carries its id: the header, and the body where it has one. */
  readonly answer: ReadonlySet<unknown>;
  readonly log: unknown;
}

const targets: Readonly<Record<string, string>> = {
  'an answer': '/healthz',
  'no session over REST': '/v1/users/me',
  'no session over tRPC': '/trpc/users.me',
  'a batch': '/trpc/users.me,users.nothing?batch=1',
  'no route': '/nothing',
  'a malformed target': '/v1//users',
};

test.each(Object.entries(targets))('a trusted proxy names %s', async (_, target) => {
  await using portal = await startTestPortal({ env: { TRUSTED_PROXIES: '127.0.0.1' } });
  const { answer, log } = await ask(portal, target, [`X-Correlation-Id: ${ID}`]);
  expect([...answer]).toEqual([ID]);
  expect(log).toBe(ID);
});

test.each(Object.entries(targets))('nobody else names %s', async (_, target) => {
  await using portal = await startTestPortal({ env: { TRUSTED_PROXIES: '10.0.0.0/8' } });
  const { answer, log } = await ask(portal, target, [
    `X-Correlation-Id: ${ID}`,
    'X-Forwarded-For: 10.0.0.1',
  ]);
  expect([...answer]).toEqual([log]);
  expect(log).toMatch(NEW);
});

test('the id of a trusted proxy is kept in its own case', async () => {
  await using portal = await startTestPortal({ env: { TRUSTED_PROXIES: 'loopback' } });
  const upper = ID.toUpperCase();
  const { log } = await ask(portal, '/nothing', [`X-Correlation-Id: ${upper}`]);
  expect(log).toBe(upper);
});

test.each([
  ['empty', ['']],
  ['no UUID', ['request-1']],
  ['without hyphens', [ID.replaceAll('-', '')]],
  ['in braces', [`{${ID}}`]],
  ['a URN', [`urn:uuid:${ID}`]],
  ['too long', [`${ID}0`]],
  ['followed by more', [`${ID} "level":60`]],
  ['of other letters', [ID.replace('0', 'g')]],
  ['sent twice', [ID, ID]],
])('an id that is %s is replaced, from a trusted proxy too', async (_, ids) => {
  await using portal = await startTestPortal({ env: { TRUSTED_PROXIES: '127.0.0.1' } });
  const headers = ids.map((id) => `X-Correlation-Id: ${id}`);
  const { answer, log } = await ask(portal, '/v1/users/me', headers);
  expect([...answer]).toEqual([log]);
  expect(log).toMatch(NEW);
});

/** Every id in an answer, and the one in its line. */
async function ask(portal: TestPortal, target: string, headers: readonly string[]): Promise<Named> {
  const response = await getRaw(portal.url, target, headers);
  const text = await response.text();
  const inBody = [...text.matchAll(/"correlation_id":"([^"]*)"/g)].map(([, id]) => id);
  const lines = portal.logs.filter(({ status }) => status !== undefined);
  expect(lines).toHaveLength(1);
  expect(inBody.length > 0).toBe(response.status !== 200);
  return {
    answer: new Set([response.headers.get('x-correlation-id'), ...inBody]),
    log: lines[0]?.['correlation_id'],
  };
}
