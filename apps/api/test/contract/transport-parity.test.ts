import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { build } from '../../src/store/sqlite/build.ts';
import { anyUpdate, anyUsername } from '../support/arbitrary-input.ts';
import { dumpSettled } from '../support/dump-settled.ts';
import { everyCall } from '../support/every-call.ts';
import { getRaw } from '../support/get-raw.ts';
import { addAction, addLink, changeUser } from '../support/stored-rows.ts';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';
import { addViewer } from '../support/test-viewer.ts';
import { toAnswer } from '../support/to-answer.ts';
import { type Answer, type Call, callRest, callTrpc } from '../support/transports.ts';

const RUNS = { numRuns: 150 };
const LEVELS = ['user', 'moderator', 'admin', 'owner'] as const;
const NAMES = ['viewer', 'Kelvin.K', '__proto__', 'constructor', 'A-Z_0189', '...'] as const;
/** Stands in generated updates for the name that the user of a run has. */
const OWN_NAME = 'own-name';
/** One segment of a path cannot be these: clients drop them. */
const INEXPRESSIBLE = ['', '.', '..'];

test('any profile looked up by any viewer is the same over both transports', async () => {
  await using portal = await startTestPortal();
  for (const name of NAMES) await addDressedUser(portal, name);
  const cookies = await Promise.all(LEVELS.map((level) => signInAs(portal, level)));
  const username = anyUsername(NAMES).filter(isExpressible);
  await fc.assert(
    fc.asyncProperty(username, fc.constantFrom(...cookies), async (username, cookie) => {
      const input = { username };
      await expectParity({ url: portal.url, cookie, operation: 'users.profile', input });
    }),
    RUNS,
  );
});

test.each(INEXPRESSIBLE)(
  '%j, which no path can carry, is nobody over tRPC and no route over REST',
  async (username) => {
    await using portal = await startTestPortal();
    const cookie = await signInAs(portal, 'owner');
    const call = {
      url: portal.url,
      cookie,
      operation: 'users.profile',
      input: { username },
    } as const;
    expect(await callTrpc(call)).toMatchObject({ status: 404, error: 'User not found' });
    expect(await callRest(call)).toMatchObject({ status: 404, error: 'Not found' });
  },
);

test.each(['%2e', '%2E%2e', '.', '..'])(
  '%s in a raw path is malformed, not a name',
  async (name) => {
    await using portal = await startTestPortal();
    const lines = [`Cookie: ${await signInAs(portal, 'owner')}`];
    const answer = await toAnswer(await getRaw(portal.url, `/v1/users/profile/${name}`, lines));
    expect(answer).toMatchObject({ status: 400, error: 'Invalid request' });
  },
);

test('any update of two users alike is the same over both transports, and leaves the same behind', async () => {
  await using rest = await startTestPortal();
  await using trpc = await startTestPortal();
  const sides = [
    { portal: rest, call: callRest },
    { portal: trpc, call: callTrpc },
  ] as const;
  for (const { portal } of sides) await portal.addUser('Holder');
  let count = 0;
  await fc.assert(
    fc.asyncProperty(anyUpdate(['holder', OWN_NAME]), fc.boolean(), async (body, isLinked) => {
      count += 1;
      const [first, second] = await Promise.all(
        sides.map(async ({ portal, call }) => {
          const username = `${OWN_NAME}-${count}`;
          const viewer = await addViewer(portal, call, { username });
          if (isLinked) addLink(portal, viewer.id, { platform: 'discord' });
          changeUser(portal, viewer.id, { avatar_source: 'discord_5' });
          return toComparable(await viewer.update(nameOfRun(body, count)));
        }),
      );
      expect(second).toEqual(first);
    }),
    RUNS,
  );
  expect(changeable(trpc)).toEqual(changeable(rest));
});

describe('a session', () => {
  const sessions: Readonly<Record<string, (portal: TestPortal, cookie: string) => unknown>> = {
    none: () => undefined,
    empty: () => 'psession=',
    garbage: () => 'psession=%00; psession="x"',
    unknown: () => `psession=${'0'.repeat(64)}`,
    live: (_, cookie) => cookie,
    twice: (_, cookie) => `${cookie}; ${cookie}`,
    ended: async (portal, cookie) => {
      portal.db.run(build.updateTable('sessions').set({ ended_at: portal.now }));
      return cookie;
    },
    expired: (portal, cookie) => {
      portal.now = '2026-05-01T00:00:00Z';
      return cookie;
    },
    banned: async (portal, cookie) => {
      addAction(portal, 1, { reason: 'Fraud' });
      return cookie;
    },
    'timed out': async (portal, cookie) => {
      const expires_at = '2026-03-19T13:00:00Z';
      addAction(portal, 1, { action_type: 'PLATFORM_TIMEOUT', expires_at });
      return cookie;
    },
  };

  test.for(Object.entries(sessions))(
    'that is %s has the same answers over both',
    async ([, prepare]) => {
      await using portal = await startTestPortal();
      await portal.addUser('viewer');
      const cookie = (await prepare(portal, await portal.signIn('viewer'))) as string | undefined;
      const { url } = portal;
      for (const each of everyCall) await expectParity({ url, cookie, ...each });
    },
  );
});

async function expectParity(call: Call): Promise<void> {
  expect(toComparable(await callTrpc(call))).toEqual(toComparable(await callRest(call)));
}

/** What both transports promise to be equal; the value as text, so that the order of keys counts. */
function toComparable({ status, value, error, context }: Answer) {
  return { status, value: JSON.stringify(value), error, context };
}

function nameOfRun(body: unknown, count: number): unknown {
  const { username } = (body ?? {}) as { username?: unknown };
  if (typeof username !== 'string' || username.toLowerCase() !== OWN_NAME) return body;
  return { ...(body as object), username: `${username}-${count}` };
}

function isExpressible(username: string): boolean {
  return username.isWellFormed() && !INEXPRESSIBLE.includes(username);
}

async function signInAs(portal: TestPortal, level: (typeof LEVELS)[number]): Promise<string> {
  await portal.addUser(`the-${level}`, level);
  return portal.signIn(`the-${level}`);
}

/** A user with something to show to those who may see it. */
async function addDressedUser(portal: TestPortal, username: string): Promise<void> {
  const id = await portal.addUser(username);
  addLink(portal, id, { platform: 'telegram', platform_avatar_url: 'https://a/b.png' });
  addAction(portal, id, { action_type: 'PLATFORM_WARNING', reason: 'Spam' });
}

/** What an update may change; sessions are random. */
function changeable(portal: TestPortal) {
  const { users, linked_platforms } = dumpSettled(portal).rows;
  return { users, linked_platforms };
}
