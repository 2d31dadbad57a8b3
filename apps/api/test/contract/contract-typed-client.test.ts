import type { PortalRouter } from '@portal/contract';
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  isTRPCClientError,
  type TRPCClientError,
} from '@trpc/client';
import { describe, expect, expectTypeOf } from 'vitest';
import { test } from '../support/portal-fixture.ts';
import { addAction } from '../support/stored-rows.ts';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';

const links = [
  ['one request for each call', httpLink],
  ['calls in batches', httpBatchLink],
] as const;

describe.each(links)('an internal app that makes %s', (_name, link) => {
  test('reads the current user', async ({ portal }) => {
    const id = await portal.addUser('viewer', 'moderator');
    const client = await createClient(portal);
    const me = await client.users.me.query();
    expectTypeOf(me.permission_level).toEqualTypeOf<0 | 1 | 2 | 3>();
    expectTypeOf(me.last_activity_at).toEqualTypeOf<string | null>();
    expect(me).toMatchObject({ id, username: 'viewer', permission_level: 1 });
  });

  test('renames the user and is told which field failed', async ({ portal }) => {
    await portal.addUser('viewer');
    const client = await createClient(portal);
    const wanted = { username: 'newname', avatar_source: 'discord' };
    const { user, errors } = await client.users.updateMe.mutate(wanted);
    expect(user.username).toBe('newname');
    expectTypeOf(errors?.avatar_source).toEqualTypeOf<string | undefined>();
    expect(errors).toEqual({ avatar_source: 'avatar_source discord is not linked' });
  });

  test('tells a detailed profile from a public one by its keys', async ({ portal }) => {
    await portal.addUser('viewer', 'admin');
    await portal.addUser('somebody');
    const client = await createClient(portal);
    const profile = await client.users.profile.query({ username: 'Somebody' });
    if (!('state' in profile)) return expect.unreachable('an Admin sees the detail of a User');
    expectTypeOf(profile.state).toEqualTypeOf<0 | 1 | 2>();
    expect(profile).toMatchObject({ username: 'somebody', state: 0, session_history: [] });
    const own = await client.users.profile.query({ username: 'viewer' });
    expect('state' in own).toBe(false);
  });

  test('is refused with a typed error that says what REST says', async ({ portal }) => {
    await portal.addUser('viewer');
    const client = await createClient(portal);
    const error = await failureOf(client.users.profile.query({ username: 'nobody' }));
    expectTypeOf(error.data?.correlation_id).toEqualTypeOf<string | undefined>();
    expect(error.message).toBe('User not found');
    expect(error.data).toMatchObject({ code: 'NOT_FOUND', httpStatus: 404 });
    expect(error.data?.correlation_id).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('learns from the error why an account is restricted', async ({ portal }) => {
    const id = await portal.addUser('viewer');
    const client = await createClient(portal);
    addAction(portal, id, { reason: 'Fraud' });
    const error = await failureOf(client.users.me.query());
    expectTypeOf(error.data?.reason).toEqualTypeOf<string | null | undefined>();
    expect(error.message).toBe('Account is banned');
    expect(error.data).toMatchObject({ httpStatus: 403, reason: 'Fraud', expires_at: null });
  });

  test('cannot pass what the contract does not know', async ({ portal }) => {
    await portal.addUser('viewer');
    const client = await createClient(portal);
    // @ts-expect-error a username is text
    const error = await failureOf(client.users.profile.query({ username: 5 }));
    expect(error).toMatchObject({ message: 'Invalid request', data: { code: 'BAD_REQUEST' } });
  });

  async function createClient(portal: TestPortal) {
    const cookie = await portal.signIn('viewer');
    const url = `${portal.url}/trpc`;
    return createTRPCClient<PortalRouter>({ links: [link({ url, headers: { cookie } })] });
  }
});

test('a batch is one request, and each call has its own answer', async () => {
  await using portal = await startTestPortal();
  await portal.addUser('viewer');
  const headers = { cookie: await portal.signIn('viewer') };
  const link = httpBatchLink({ url: `${portal.url}/trpc`, headers });
  const client = createTRPCClient<PortalRouter>({ links: [link] });
  const [me, nobody, viewer] = await Promise.allSettled([
    client.users.me.query(),
    client.users.profile.query({ username: 'nobody' }),
    client.users.profile.query({ username: 'viewer' }),
  ]);
  expect(me).toMatchObject({ status: 'fulfilled', value: { username: 'viewer' } });
  expect(nobody).toMatchObject({ status: 'rejected', reason: { message: 'User not found' } });
  expect(viewer).toMatchObject({ status: 'fulfilled', value: { username: 'viewer' } });
  expect(portal.logs.filter(({ path }) => String(path).startsWith('/trpc/'))).toHaveLength(1);
});

async function failureOf(call: Promise<unknown>): Promise<TRPCClientError<PortalRouter>> {
  const error: unknown = await call.then(
    () => undefined,
    (reason) => reason,
  );
  if (isTRPCClientError<PortalRouter>(error)) return error;
  throw new Error('the call was not refused', { cause: error });
}
