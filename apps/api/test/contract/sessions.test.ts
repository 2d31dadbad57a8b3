import { createHash } from 'node:crypto';
import { operations } from '@portal/contract';
import type { PermissionLevelName } from '@portal/domain';
import { describe, expect } from 'vitest';
import { endSessionByToken, issueSession } from '../../src/sessions/sessions.administration.ts';
import { build } from '../../src/store/sqlite/build.ts';
import { dumpFile } from '../support/dump-file.ts';
import { dumpSettled } from '../support/dump-settled.ts';
import { everyCall } from '../support/every-call.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { getRaw } from '../support/get-raw.ts';
import { test } from '../support/portal-fixture.ts';
import { addAction, changeUser } from '../support/stored-rows.ts';
import type { TestPortal } from '../support/test-portal.ts';
import { addViewer, type TestViewer } from '../support/test-viewer.ts';
import { toAnswer } from '../support/to-answer.ts';
import { type Answer, transports } from '../support/transports.ts';

const LOGIN = '2026-03-19T12:00:00Z';
const DAY_LATER = '2026-03-20T12:00:00Z';
const SECOND_BEFORE_DAY = '2026-03-20T11:59:59Z';
const MONTH_LATER = '2026-04-18T12:00:00Z';
const SECOND_BEFORE_MONTH = '2026-04-18T11:59:59Z';
const UNKNOWN = '0123456789abcdef'.repeat(4);

test('every operation is among those that need a session', () => {
  expect(everyCall.map(({ operation }) => operation)).toEqual(Object.keys(operations));
});

test('a token has 256 random bits, and only its SHA-256 and last 6 characters are stored', async ({
  portal,
}) => {
  await portal.addUser('viewer');
  const cookies = [await portal.signIn('viewer'), await portal.signIn('viewer')];
  const tokens = cookies.map((cookie) => cookie.replace('psession=', ''));
  expect(new Set(tokens).size).toBe(2);
  for (const token of tokens) expect(Buffer.from(token, 'hex')).toHaveLength(32);
  const dump = dumpFile(portal.file);
  expect(dump.rows['sessions']).toMatchObject(
    tokens.map((token) => ({
      token_hash: createHash('sha256').update(token).digest('hex'),
      token_suffix: token.slice(-6),
    })),
  );
  for (const token of tokens) expect(JSON.stringify(dump)).not.toContain(token);
});

test.for(['/v1/users/me', '/trpc/users.me'])(
  'two psession cookies in two headers are 401 at %s, and one is not',
  async (target, { portal }) => {
    await portal.addUser('viewer');
    const line = `Cookie: ${await portal.signIn('viewer')}`;
    const lines = [line, `Cookie: ${await portal.signIn('viewer')}`];
    expectNoSession(portal, await toAnswer(await getRaw(portal.url, target, lines)));
    expectNoSession(portal, await toAnswer(await getRaw(portal.url, target, [line, line])));
    expect(await getRaw(portal.url, target, [line, 'Cookie: theme=dark'])).toHaveProperty(
      'status',
      200,
    );
  },
);

describe.each(transports)('a session over %s', (_name, call) => {
  test.for(everyCall)('is needed for $operation', async (each, { portal }) => {
    const before = dumpSettled(portal);
    expectNoSession(portal, await call({ url: portal.url, ...each }));
    const cookie = `psession=${UNKNOWN}`;
    expectNoSession(portal, await call({ url: portal.url, cookie, ...each }));
    expect(dumpSettled(portal)).toEqual(before);
  });

  test.for<[string, (cookie: string, token: string) => string | undefined]>([
    ['missing', () => undefined],
    ['missing, in an empty header', () => ''],
    ['missing among other cookies', () => 'theme=dark; lang=en'],
    ['malformed: without a value', () => 'psession='],
    ['malformed: a bare name', () => 'psession'],
    ['malformed: too short', (cookie) => cookie.slice(0, -1)],
    ['malformed: too long', (cookie) => `${cookie}0`],
    ['malformed: in upper case', (_, token) => `psession=${token.toUpperCase()}`],
    ['malformed: no hexadecimal', (_, token) => `psession=${'g'.repeat(token.length)}`],
    ['malformed: quoted', (_, token) => `psession="${token}"`],
    ['malformed: percent-encoded', (_, token) => `psession=%${token}`],
    ['malformed: a pair within', (_, token) => `psession=psession=${token}`],
    ['malformed: a space before the equals sign', (_, token) => `psession =${token}`],
    ['malformed: a space after the equals sign', (_, token) => `psession= ${token}`],
    ['unknown', () => `psession=${UNKNOWN}`],
    ['unknown: its stored hash', (_, token) => `psession=${hash(token)}`],
    ['under a name in another case', (_, token) => `PSESSION=${token}`],
    ['under a capitalised name', (_, token) => `Psession=${token}`],
    ['under a longer name', (_, token) => `xpsession=${token}; psession2=${token}`],
    ['sent twice', (cookie) => `${cookie}; ${cookie}`],
    ['sent twice without a space', (cookie) => `${cookie};${cookie}`],
    ['sent before an unknown one', (cookie) => `${cookie}; psession=${UNKNOWN}`],
    ['sent after a malformed one', (cookie) => `psession=x; ${cookie}`],
    ['sent beside an empty one', (cookie) => `psession=; ${cookie}`],
    ['sent beside a bare name', (cookie) => `psession; ${cookie}`],
  ])('%s is 401', async ([, spoil], { portal }) => {
    const { cookie } = await addViewer(portal, call);
    const spoilt = spoil(cookie, cookie.replace('psession=', ''));
    const { url } = portal;
    expectNoSession(portal, await call({ url, cookie: spoilt, operation: 'users.me' }));
    expect(await call({ url, cookie, operation: 'users.me' })).toHaveProperty('status', 200);
  });

  test.for<[string, (cookie: string) => string]>([
    ['after another', (cookie) => `theme=dark; ${cookie}`],
    ['before another', (cookie) => `${cookie}; theme=dark`],
    ['without spaces', (cookie) => `theme=dark;${cookie};lang=en`],
    ['beside one that looks alike', (cookie) => `PSESSION=x; ${cookie}; psession2=y`],
  ])('is found %s', async ([, place], { portal }) => {
    const { cookie } = await addViewer(portal, call);
    const placed = { url: portal.url, cookie: place(cookie), operation: 'users.me' } as const;
    expect(await call(placed)).toMatchObject({ status: 200, value: { username: 'viewer' } });
  });

  test('that was ended is 401, and the others of the user live on', async ({ portal }) => {
    const viewer = await addViewer(portal, call);
    const cookie = await portal.signIn('viewer');
    endSessionByToken(portal.db, viewer.cookie.replace('psession=', ''), portal.now);
    expectNoSession(portal, await viewer.me());
    const other = { url: portal.url, cookie, operation: 'users.me' } as const;
    expect(await call(other)).toHaveProperty('status', 200);
  });

  test('that was stored with an earlier expiry ends with that second', async ({ portal }) => {
    await portal.addUser('viewer');
    const request = { user: 'viewer', origin: 'command_line', ttl: 60 } as const;
    const { token } = issueSession(portal.db, request, LOGIN);
    const own = { url: portal.url, cookie: `psession=${token}`, operation: 'users.me' } as const;
    portal.now = '2026-03-19T12:00:59Z';
    expect(await call(own)).toHaveProperty('status', 200);
    portal.now = '2026-03-19T12:01:00Z';
    expectNoSession(portal, await call(own));
  });

  test.for<[PermissionLevelName, string, string, string]>([
    ['user', '30 days', SECOND_BEFORE_MONTH, MONTH_LATER],
    ['moderator', '30 days', SECOND_BEFORE_MONTH, MONTH_LATER],
    ['admin', '1 day', SECOND_BEFORE_DAY, DAY_LATER],
    ['owner', '1 day', SECOND_BEFORE_DAY, DAY_LATER],
  ])('of level %s lasts %s to the second', async ([level, , last, end], { portal }) => {
    const viewer = await addViewer(portal, call, { level });
    await expectEnd(portal, viewer, [last, end]);
  });

  test.for<[string, 0 | 1 | 2 | 3, string, string]>([
    ['to Moderator still ends after 30 days', 1, SECOND_BEFORE_MONTH, MONTH_LATER],
    ['to Admin ends after 1 day', 2, SECOND_BEFORE_DAY, DAY_LATER],
    ['to Owner ends after 1 day', 3, SECOND_BEFORE_DAY, DAY_LATER],
  ])('of a user promoted after login %s', async ([, permission_level, last, end], { portal }) => {
    const viewer = await addViewer(portal, call);
    changeUser(portal, viewer.id, { permission_level });
    await expectEnd(portal, viewer, [last, end]);
  });

  test('older than a day ends at the moment of a promotion to Admin', async ({ portal }) => {
    const viewer = await addViewer(portal, call);
    portal.now = '2026-03-25T00:00:00Z';
    expect(await viewer.me()).toHaveProperty('status', 200);
    changeUser(portal, viewer.id, { permission_level: 2 });
    expectNoSession(portal, await viewer.me());
  });

  test('of an Admin who stepped down after login keeps its stored expiry', async ({ portal }) => {
    const viewer = await addViewer(portal, call, { level: 'admin' });
    changeUser(portal, viewer.id, { permission_level: 0 });
    await expectEnd(portal, viewer, [SECOND_BEFORE_DAY, DAY_LATER]);
  });

  async function expectEnd(
    portal: TestPortal,
    viewer: TestViewer,
    [last, end]: readonly [string, string],
  ): Promise<void> {
    portal.now = last;
    expect(await viewer.me()).toHaveProperty('status', 200);
    portal.now = end;
    expectNoSession(portal, await viewer.me());
  }
});

describe.each(transports)('a restricted account over %s', (_name, call) => {
  const HOUR_LATER = '2026-03-19T13:00:00Z';
  const banned = { status: 403, error: 'Account is banned' };
  const timedOut = { status: 403, error: 'Account is timed out' };

  describe.each(everyCall)('at $operation', (each) => {
    test.for([
      {
        what: 'a ban without end tells its reason and null',
        action: { action_type: 'PLATFORM_BAN', reason: 'Fraud' },
        refusal: { ...banned, context: { reason: 'Fraud', expires_at: null } },
      },
      {
        what: 'a ban without a reason tells null and its end',
        action: { action_type: 'PLATFORM_BAN', expires_at: HOUR_LATER },
        refusal: { ...banned, context: { reason: null, expires_at: HOUR_LATER } },
      },
      {
        what: 'a timeout tells its reason and its end',
        action: { action_type: 'PLATFORM_TIMEOUT', reason: 'Spam', expires_at: HOUR_LATER },
        refusal: { ...timedOut, context: { reason: 'Spam', expires_at: HOUR_LATER } },
      },
    ] as const)(
      '$what, with 403, and nothing is changed',
      async ({ action, refusal }, { portal }) => {
        const { id, cookie } = await addViewer(portal, call, { level: 'owner' });
        addAction(portal, id, action);
        const before = dumpSettled(portal);
        expectRefusal(portal, await call({ url: portal.url, cookie, ...each }), refusal);
        expect(dumpSettled(portal)).toEqual(before);
      },
    );
  });

  test.for([
    {
      what: 'the longest of several bans',
      actions: [
        { reason: 'short', expires_at: HOUR_LATER },
        { reason: 'long', expires_at: MONTH_LATER },
        { reason: 'middle', expires_at: DAY_LATER },
      ],
      refusal: { ...banned, context: { reason: 'long', expires_at: MONTH_LATER } },
    },
    {
      what: 'the ban without end',
      actions: [{ reason: 'forever' }, { reason: 'long', expires_at: MONTH_LATER }],
      refusal: { ...banned, context: { reason: 'forever', expires_at: null } },
    },
    {
      what: 'the longest of several timeouts',
      actions: [
        { action_type: 'PLATFORM_TIMEOUT', reason: 'long', expires_at: DAY_LATER },
        { action_type: 'PLATFORM_TIMEOUT', reason: 'short', expires_at: HOUR_LATER },
      ],
      refusal: { ...timedOut, context: { reason: 'long', expires_at: DAY_LATER } },
    },
    {
      what: 'the ban beside a longer timeout',
      actions: [
        { action_type: 'PLATFORM_TIMEOUT', reason: 'timeout', expires_at: MONTH_LATER },
        { reason: 'ban', expires_at: HOUR_LATER },
      ],
      refusal: { ...banned, context: { reason: 'ban', expires_at: HOUR_LATER } },
    },
    {
      what: 'the timeout beside bans that are over',
      actions: [
        { action_type: 'PLATFORM_TIMEOUT', reason: 'timeout', expires_at: HOUR_LATER },
        { reason: 'lifted', lifted_at: LOGIN },
        { reason: 'passed', expires_at: LOGIN },
      ],
      refusal: { ...timedOut, context: { reason: 'timeout', expires_at: HOUR_LATER } },
    },
  ] as const)('is told of $what', async ({ actions, refusal }, { portal }) => {
    const viewer = await addViewer(portal, call);
    for (const action of actions) addAction(portal, viewer.id, action);
    expectRefusal(portal, await viewer.me(), refusal);
  });

  test('works again, with the same session, from the second its timeout ends', async ({
    portal,
  }) => {
    const viewer = await addViewer(portal, call);
    const timeout = { action_type: 'PLATFORM_TIMEOUT', expires_at: HOUR_LATER } as const;
    addAction(portal, viewer.id, timeout);
    portal.now = '2026-03-19T12:59:59Z';
    const context = { reason: null, expires_at: HOUR_LATER };
    expectRefusal(portal, await viewer.me(), { ...timedOut, context });
    portal.now = HOUR_LATER;
    expect(await viewer.me()).toMatchObject({ status: 200, value: { state: 0 } });
  });

  test('works again, with the same session, once its ban is lifted', async ({ portal }) => {
    const viewer = await addViewer(portal, call);
    const id = addAction(portal, viewer.id);
    const context = { reason: null, expires_at: null };
    expectRefusal(portal, await viewer.me(), { ...banned, context });
    const lifted = { lifted_at: portal.now };
    portal.db.run(build.updateTable('moderation_actions').set(lifted).where('id', '=', id));
    expect(await viewer.me()).toMatchObject({ status: 200, value: { state: 0 } });
  });

  test('whose session is over is told only that it has none', async ({ portal }) => {
    const viewer = await addViewer(portal, call);
    addAction(portal, viewer.id);
    portal.now = MONTH_LATER;
    expectNoSession(portal, await viewer.me());
  });

  test.for(['PLATFORM_WARNING', 'CHAT_BAN', 'CHAT_MUTE', 'CHAT_KICK'] as const)(
    'is none for a %s',
    async (action_type, { portal }) => {
      const viewer = await addViewer(portal, call);
      addAction(portal, viewer.id, { action_type });
      expect(await viewer.me()).toHaveProperty('status', 200);
    },
  );
});

function expectNoSession(portal: TestPortal, answer: Answer): void {
  expectRefusal(portal, answer, { status: 401, error: 'Authentication required' });
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
