import { describe, expect } from 'vitest';
import { build } from '../../src/store/sqlite/build.ts';
import { dumpFile } from '../support/dump-file.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { getRaw } from '../support/get-raw.ts';
import { test } from '../support/portal-fixture.ts';
import { addAction } from '../support/stored-rows.ts';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';
import { addViewer } from '../support/test-viewer.ts';
import { toAnswer } from '../support/to-answer.ts';
import { callRest, callTrpc } from '../support/transports.ts';

const KIBIBYTE = 1024;

/** Each transport with the paths of its operations. */
const sides = [
  {
    name: 'REST',
    call: callRest,
    me: '/v1/users/me',
    update: '/v1/users/me/update',
    profile: '/v1/users/profile/viewer',
    nothing: '/v1/users/nothing',
  },
  {
    name: 'tRPC',
    call: callTrpc,
    me: '/trpc/users.me',
    update: '/trpc/users.updateMe',
    profile: '/trpc/users.profile?input=%7B%22username%22%3A%22viewer%22%7D',
    nothing: '/trpc/users.nothing',
  },
] as const;

describe.each(sides)('over $name', ({ call, ...paths }) => {
  describe('400 Invalid request', () => {
    const invalid = { status: 400, error: 'Invalid request' };

    test.for<readonly [string, string | Buffer]>([
      ['no JSON', '{"username":'],
      ['words', 'username=newname'],
      ['JSON with something after it', '{}{}'],
      ['JSON in single quotes', "{'username':'newname'}"],
      ['JSON after a byte order mark', '\uFEFF{}'],
      ['JSON with a comment', '{}//'],
      ['no number that JSON knows', '{"username":NaN}'],
      ['no UTF-8', Buffer.from('{"username":"new\xFFname"}', 'latin1')],
      ['empty', ''],
      ['blank', ' '],
      ['null, which is no object', 'null'],
      ['an array, which is no object', '[]'],
      ['an array of an object', '[{"username":"newname"}]'],
      ['a string, which is no object', '"username"'],
      ['a number, which is no object', '5'],
      ['true, which is no object', 'true'],
    ])('for a body that is %s', async ([, body], { portal }) => {
      expectRefusal(portal, await sendUpdate(portal, { body }), invalid);
    });

    test('for a malformed target', async ({ portal }) => {
      expectRefusal(portal, await toAnswer(await getRaw(portal.url, `${paths.me}/%zz`)), invalid);
    });
  });

  test('401 Authentication required for no live session', async ({ portal }) => {
    const refusal = { status: 401, error: 'Authentication required' };
    expectRefusal(portal, await toAnswer(await fetch(portal.url + paths.me)), refusal);
  });

  test.for([
    ['banned', 'PLATFORM_BAN'],
    ['timed out', 'PLATFORM_TIMEOUT'],
  ] as const)(
    '403 Account is %s for a restricted account',
    async ([what, action_type], { portal }) => {
      const viewer = await addViewer(portal, call);
      addAction(portal, viewer.id, { action_type, reason: 'Spam' });
      const context = { reason: 'Spam', expires_at: null };
      const refusal = { status: 403, error: `Account is ${what}`, context };
      expectRefusal(portal, await viewer.me(), refusal);
    },
  );

  describe('403 Access denied', () => {
    test.for<readonly [string, Record<string, string>]>([
      ['a foreign origin', { origin: 'https://evil.example' }],
      ['an opaque origin', { origin: 'null' }],
      ['a neighbour site', { 'sec-fetch-site': 'same-site' }],
      ['another site', { 'sec-fetch-site': 'cross-site' }],
    ])('for a request from %s, which changes nothing', async ([, headers], { portal }) => {
      const viewer = await addViewer(portal, call, { username: 'other' });
      const body = '{"username":"newname"}';
      const answer = await sendUpdate(portal, { body, headers });
      expectRefusal(portal, answer, { status: 403, error: 'Access denied' });
      expect(await viewer.profile('newname')).toHaveProperty('status', 404);
    });

    test('for no request from the own origin or an allowed one', async () => {
      const allowed = 'https://app.example';
      await using portal = await startTestPortal({ env: { CORS_ORIGINS: allowed } });
      for (const origin of [allowed, portal.url]) {
        portal.db.run(build.deleteFrom('sessions'));
        portal.db.run(build.deleteFrom('users'));
        const answer = await sendUpdate(portal, { body: '{}', headers: { origin } });
        expect(answer).toHaveProperty('status', 200);
      }
    });
  });

  test('404 User not found for no such user', async ({ portal }) => {
    const viewer = await addViewer(portal, call);
    const refusal = { status: 404, error: 'User not found' };
    expectRefusal(portal, await viewer.profile('nobody'), refusal);
  });

  test.for(['GET', 'POST', 'DELETE'])(
    '404 Not found for a %s of no such route',
    async (method, { portal }) => {
      const headers = { 'content-type': 'application/json' };
      const init = { method, headers, ...(method === 'POST' && { body: '{}' }) };
      const answer = await toAnswer(await fetch(portal.url + paths.nothing, init));
      expectRefusal(portal, answer, { status: 404, error: 'Not found' });
    },
  );

  test.for([
    ['me', 'POST', /^GET(, HEAD)?$/],
    ['me', 'PUT', /^GET, HEAD$/],
    ['me', 'DELETE', /^GET, HEAD$/],
    ['me', 'OPTIONS', /^GET, HEAD$/],
    ['update', 'GET', /^POST$/],
    ['update', 'PUT', /^POST$/],
    ['update', 'PATCH', /^POST$/],
    ['profile', 'POST', /^GET(, HEAD)?$/],
    ['profile', 'DELETE', /^GET, HEAD$/],
  ] as const)(
    '405 Method not allowed with Allow: %s knows no %s',
    async ([path, method, allow], { portal }) => {
      await portal.addUser('viewer');
      const cookie = await portal.signIn('viewer');
      const headers = { cookie, 'content-type': 'application/json' };
      const init = { method, headers, ...(method === 'POST' && { body: '{}' }) };
      const answer = await toAnswer(await fetch(portal.url + paths[path], init));
      expectRefusal(portal, answer, { status: 405, error: 'Method not allowed' });
      expect(answer.headers.get('allow')).toMatch(allow);
    },
  );

  test.for<readonly [string, number, 'with a length' | 'in chunks', number]>([
    ['16 KiB is no', 16 * KIBIBYTE, 'with a length', 200],
    ['a byte more is', 16 * KIBIBYTE + 1, 'with a length', 413],
    ['16 KiB is no', 16 * KIBIBYTE, 'in chunks', 200],
    ['a byte more is', 16 * KIBIBYTE + 1, 'in chunks', 413],
  ])('413 Request too large: %s', async ([, size, way, status], { portal }) => {
    const text = `{"padding":"${'x'.repeat(size - '{"padding":""}'.length)}"}`;
    const body = way === 'in chunks' ? new Blob([text]).stream() : text;
    const answer = await sendUpdate(portal, { body, duplex: 'half' });
    expect(answer).toHaveProperty('status', status);
    if (status === 413) expectRefusal(portal, answer, { status, error: 'Request too large' });
  });

  test.for<readonly [string, Record<string, string>]>([
    ['text', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a form in parts', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['a type that begins alike', { 'content-type': 'application/jsonp' }],
    ['a type that ends alike', { 'content-type': 'text/json' }],
    ['another charset', { 'content-type': 'application/json; charset=latin1' }],
    ['two types', { 'content-type': 'application/json, text/plain' }],
    ['compressed', { 'content-encoding': 'gzip' }],
  ])('415 Content type must be application/json for %s', async ([, headers], { portal }) => {
    const answer = await sendUpdate(portal, { body: '{"username":"newname"}', headers });
    const refusal = { status: 415, error: 'Content type must be application/json' };
    expectRefusal(portal, answer, refusal);
    expect(dumpFile(portal.file).rows['users']).toMatchObject([{ username: 'viewer' }]);
  });

  test.for(['application/json', 'APPLICATION/JSON', 'application/json; charset=utf-8'])(
    'no 415 for %s',
    async (type, { portal }) => {
      const headers = { 'content-type': type };
      const answer = await sendUpdate(portal, { body: '{}', headers });
      expect(answer).toHaveProperty('status', 200);
    },
  );

  test('429 Too many requests with Retry-After over the limit', async () => {
    await using portal = await startTestPortal({ env: { RATE_LIMIT_USER: '1' } });
    const viewer = await addViewer(portal, call);
    expect(await viewer.me()).toHaveProperty('status', 200);
    const answer = await viewer.me();
    expectRefusal(portal, answer, { status: 429, error: 'Too many requests' });
    expect(answer.headers.get('retry-after')).toMatch(/^([1-9]|[1-5]\d|60)$/);
  });

  /** A request of a new user, as JSON unless it says otherwise. */
  async function sendUpdate(
    portal: TestPortal,
    { headers, ...init }: RequestInit & { readonly duplex?: 'half' },
  ) {
    const { cookie } = await addViewer(portal, call);
    const sent = { 'content-type': 'application/json', cookie, ...(headers as object) };
    const request = { method: 'POST', ...init, headers: sent };
    return toAnswer(await fetch(portal.url + paths.update, request));
  }
});
