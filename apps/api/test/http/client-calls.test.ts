import { createPortalClient, isDetailedProfile, isPortalError } from '@portal/client';
import { sql } from 'kysely';
import { describe, expect, expectTypeOf } from 'vitest';
import { callAsClient, expectFailure } from '../support/client-viewer.ts';
import { test } from '../support/portal-fixture.ts';
import { addAction } from '../support/stored-rows.ts';
import { startTestPortal } from '../support/test-portal.ts';

const LONG = 'x'.repeat(20_000);

describe('an app that uses the client', () => {
  test('reads the current user', async ({ portal }) => {
    const client = await callAsClient(portal, 'moderator');
    const me = await client.users.me.query();
    expect(me).toMatchObject({ username: 'viewer', permission_level: 1 });
  });

  test('is told by name which fields of an update failed, and what is stored', async ({
    portal,
  }) => {
    const client = await callAsClient(portal);
    await portal.addUser('taken');
    const wanted = { username: 'Taken', avatar_source: 'discord_3' };
    const { user, errors } = await client.users.updateMe.mutate(wanted);
    expectTypeOf(errors?.username).toEqualTypeOf<string | undefined>();
    expect(user).toMatchObject({ username: 'viewer', avatar_source: 'discord_3' });
    expect(errors).toEqual({ username: 'username is already taken' });
    const again = await client.users.updateMe.mutate({ username: 'renamed' });
    expect(again).toMatchObject({ user: { username: 'renamed' }, errors: null });
  });

  test('tells a detailed profile from a public one', async ({ portal }) => {
    const client = await callAsClient(portal, 'owner');
    await portal.addUser('somebody');
    const profile = await client.users.profile.query({ username: 'SOMEBODY' });
    if (!isDetailedProfile(profile)) return expect.unreachable('an Owner sees the detail');
    expect(profile).toMatchObject({ username: 'somebody', state: 0, session_history: [] });
    const plain = await callAsClient(portal, 'user', 'other');
    const seen = await plain.users.profile.query({ username: 'viewer' });
    expect(isDetailedProfile(seen)).toBe(false);
    expect(Object.keys(seen)).toEqual(['id', 'username', 'avatar_url', 'subscription_tier']);
  });

  test('gets 25 answers in their order, in three requests', async ({ portal }) => {
    const client = await callAsClient(portal);
    await portal.addUser('somebody');
    const before = portal.logs.length;
    const names = Array.from({ length: 25 }, (_, at) => (at % 5 === 4 ? 'nobody' : 'somebody'));
    const answers = await Promise.allSettled(
      names.map((username) => client.users.profile.query({ username })),
    );
    expect(answers.map(({ status }) => status === 'fulfilled')).toEqual(
      names.map((name) => name === 'somebody'),
    );
    expect(portal.logs.slice(before).filter(({ path }) => path !== undefined)).toHaveLength(3);
  });
});

describe('an app that uses the client is refused with', () => {
  test('401 without a session, and with one that is unknown', async ({ portal }) => {
    const expected = { status: 401, sentence: 'Authentication required' } as const;
    for (const session of [undefined, () => undefined, 'unknown']) {
      const client = createPortalClient({ url: portal.url, session });
      await expectFailure(portal, client.users.me.query(), expected);
    }
  });

  test('403 and why, when the account is banned', async ({ portal }) => {
    const client = await callAsClient(portal);
    const { id } = await client.users.me.query();
    addAction(portal, id, { reason: 'Fraud' });
    const expected = { status: 403, sentence: 'Account is banned' } as const;
    const error = await expectFailure(portal, client.users.updateMe.mutate({}), expected);
    expectTypeOf(error.data?.reason).toEqualTypeOf<string | null | undefined>();
    expect(error.data).toMatchObject({ reason: 'Fraud', expires_at: null });
  });

  test('404 for a user and for a place that there is not', async ({ portal }) => {
    const client = await callAsClient(portal);
    const nobody = client.users.profile.query({ username: 'nobody' });
    await expectFailure(portal, nobody, { status: 404, sentence: 'User not found' });
    const lost = createPortalClient({ url: `${portal.url}/below` });
    await expectFailure(portal, lost.users.me.query(), { status: 404, sentence: 'Not found' });
  });

  test('404 for a name too long to share a request, and 431 for one too long for any', async ({
    portal,
  }) => {
    const client = await callAsClient(portal);
    const nobody = client.users.profile.query({ username: LONG.slice(0, 10_000) });
    await expectFailure(portal, nobody, { status: 404, sentence: 'User not found' });
    const tooLong = client.users.profile.query({ username: LONG });
    await expectFailure(portal, tooLong, { status: 431, sentence: 'Request too large' });
  });

  test('413 for an update that is too large', async ({ portal }) => {
    const client = await callAsClient(portal);
    const update = client.users.updateMe.mutate({ username: LONG });
    await expectFailure(portal, update, { status: 413, sentence: 'Request too large' });
  });

  test('400 for what is not of its type', async ({ portal }) => {
    const client = await callAsClient(portal);
    const call = client.users.profile.query({ username: 5 as never });
    await expectFailure(portal, call, { status: 400, sentence: 'Invalid request' });
  });

  test('429 and how long to wait, each call of a batch', async () => {
    await using portal = await startTestPortal({ env: { RATE_LIMIT_USER: '3' } });
    const client = await callAsClient(portal);
    const batch = () => Promise.allSettled([1, 2, 3].map(() => client.users.me.query()));
    expect((await batch()).map(({ status }) => status)).toEqual(Array(3).fill('fulfilled'));
    const reasons = (await batch()).map((answer) => (answer as PromiseRejectedResult).reason);
    for (const error of reasons) {
      if (!isPortalError(error)) throw error;
      expect(error).toMatchObject({ status: 429, sentence: 'Too many requests' });
      expect(error.retry_after).toBeGreaterThan(0);
      expect(error.retry_after).toBeLessThanOrEqual(60);
    }
  });

  test('500 for a bug, of which nothing is told but the id', async () => {
    await using portal = await startTestPortal();
    const client = await callAsClient(portal);
    portal.db.run(sql`drop table linked_platforms`);
    const expected = { status: 500, sentence: 'Internal server error' } as const;
    const error = await expectFailure(portal, client.users.me.query(), expected);
    expect(JSON.stringify(error)).not.toContain('linked_platforms');
  });

  test('503 for an update while nothing can be stored, which it does not repeat', async () => {
    await using portal = await startTestPortal();
    const client = await callAsClient(portal);
    portal.db.run(sql`pragma query_only = on`);
    const update = client.users.updateMe.mutate({ username: 'newname' });
    await expectFailure(portal, update, { status: 503, sentence: 'Service unavailable' });
    portal.db.run(sql`pragma query_only = off`);
    expect(portal.logs.filter(({ operation }) => operation === 'users.updateMe')).toHaveLength(1);
  });
});

test('a read that finds the server gone is answered by the next one', async () => {
  const first = await startTestPortal();
  const { port } = new URL(first.url);
  const client = createPortalClient({ url: first.url, retries: 20, timeout: 30_000 });
  await first[Symbol.asyncDispose]();
  const read = reasonOf(client.users.me.query());
  await using _second = await startTestPortal({ env: { PORT: port } });
  expect(await read).toMatchObject({ status: 401 });
});

test('an update that finds the server gone fails at once, without an answer', async () => {
  const portal = await startTestPortal();
  const client = createPortalClient({ url: portal.url, session: 'token' });
  await portal[Symbol.asyncDispose]();
  expect(await reasonOf(client.users.updateMe.mutate({}))).toMatchObject({
    kind: 'network',
    status: null,
    sentence: null,
  });
});

async function reasonOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => expect.unreachable('the call succeeded'),
    (reason) => reason,
  );
}
