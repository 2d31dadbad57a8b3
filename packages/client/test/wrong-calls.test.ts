import { documentedPayloads, toTrpcErrorShape } from '@portal/contract';
import { expect, expectTypeOf, test } from 'vitest';
import {
  type CurrentUser,
  createPortalClient,
  isDetailedProfile,
  type PortalClientOptions,
  PortalError,
  type Profile,
  type UpdateMeResult,
} from '../src/index.ts';

const me = documentedPayloads['users.me'].payload as CurrentUser;
const profile: Profile = documentedPayloads['users.profile'].payload as Profile;
const refusal = new PortalError('refused', 'User not found', {
  shape: toTrpcErrorShape({ code: 'user_not_found' }, ''),
});

/** What a wrong call would be answered is Portal's matter; that it does not compile is ours. */
function createClient() {
  const fetch = async () => Response.json([{ result: { data: me } }]);
  return createPortalClient({ url: 'http://portal.test', fetch });
}

test('a wrong call does not compile', async () => {
  const portal = createClient();
  // @ts-expect-error there is no such operation
  await portal.users.rename?.mutate({ username: 'newname' });
  // @ts-expect-error there are no such operations
  await portal.chats.list?.query();
  // @ts-expect-error an update is no query
  await portal.users.updateMe.query({ username: 'newname' });
  // @ts-expect-error a read is no mutation
  await portal.users.me.mutate();
  // @ts-expect-error a username is text
  await portal.users.updateMe.mutate({ username: 5 });
  // @ts-expect-error there is no such field
  await portal.users.updateMe.mutate({ user_name: 'newname' });
  // @ts-expect-error a profile has a name
  await portal.users.profile.query({});
  // @ts-expect-error a profile is looked up by its name alone
  await portal.users.profile.query({ id: 42 });
  // @ts-expect-error a signal is one of `AbortController`
  const options: Parameters<typeof portal.users.me.query>[1] = { signal: 'soon' };
  expect(options).toBeDefined();
  // @ts-expect-error what comes is a promise
  expect(portal.users.me.query().username).toBeUndefined();
});

test('a wrong reading of an answer does not compile', () => {
  const { errors } = {
    user: me,
    errors: { username: 'username is already taken' },
  } as UpdateMeResult;
  // @ts-expect-error there is no such field
  expect(errors?.user_name).toBeUndefined();
  // @ts-expect-error errors may be null
  expect(errors.username).toBe('username is already taken');
  // @ts-expect-error only a detailed profile has it
  expect(profile.moderation_actions).toBeUndefined();
  if (!isDetailedProfile(profile)) {
    // @ts-expect-error the guard has told that this is a public one
    expect(profile.permission_level).toBeUndefined();
  }
  // @ts-expect-error an avatar may be missing
  expectTypeOf(me.avatar_url).toEqualTypeOf<string>();
  // @ts-expect-error there is no such level
  expect(me.permission_level === 4).toBe(false);
  // @ts-expect-error answers are read, not written
  expect(me.linked_platforms.push).toBeTypeOf('function');
});

test('a wrong reading of an error does not compile', () => {
  // @ts-expect-error the sentence is misspelt
  expect(refusal.sentence === 'User not fuond').toBe(false);
  // @ts-expect-error there is no such kind
  expect(refusal.kind === 'refusal').toBe(false);
  // @ts-expect-error a call that had no answer has no status
  expectTypeOf(refusal.status).toEqualTypeOf<number>();
  // @ts-expect-error there is no such detail
  expect(refusal.data?.until).toBeUndefined();
  // @ts-expect-error what is caught may be anything
  expect(() => toCaught().status).not.toThrow();
});

test('a wrong option does not compile', () => {
  const url = 'http://portal.test';
  const wrong: PortalClientOptions[] = [
    // @ts-expect-error an address is needed
    {},
    // @ts-expect-error a session is text
    { url, session: 42 },
    // @ts-expect-error the milliseconds are a number
    { url, timeout: '10s' },
    // @ts-expect-error there is no such option
    { url, credentials: 'omit' },
    // @ts-expect-error a key is text
    { url, apiKey: 42 },
    // @ts-expect-error a header is text
    { url, headers: { traceparent: 42 } },
    // @ts-expect-error a fetch gives a response
    { url, fetch: async () => 'ok' },
  ];
  expect(wrong).toHaveLength(7);
});

function toCaught(): unknown {
  return refusal;
}
