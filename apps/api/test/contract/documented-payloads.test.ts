import { documentedPayloads } from '@portal/contract';
import { expect, test } from 'vitest';
import { build } from '../../src/store/sqlite/build.ts';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';
import { transports } from '../support/transports.ts';

const AVATAR = 'https://cdn.discordapp.com/avatars/123/abc.png';
const DISCORD_ID = '1185865881356615713';

test.each(transports)('%s answers the documented profile', async (_name, call) => {
  await using portal = await startTestPortal();
  await addUser42(portal, {
    created_at: '2025-01-01T00:00:00Z',
    updated_at: '2025-01-01T00:00:00Z',
  });
  await portal.addUser('somebody');
  const answer = await call({
    url: portal.url,
    operation: 'users.profile',
    cookie: await portal.signIn('somebody'),
    input: { username: 'exampleuser' },
  });
  expectPayload(answer.value, documentedPayloads['users.profile'].payload);
});

test.each(transports)('%s answers the documented current user', async (_name, call) => {
  await using portal = await startTestPortal({ now: '2025-01-15T12:00:00Z' });
  await addUser42(portal, {
    created_at: '2025-01-01T00:00:00Z',
    updated_at: '2025-01-15T12:00:00Z',
    avatar_source: 'discord',
  });
  await linkDiscord(portal, 'exampleuser', ['2025-01-01T00:00:00Z', '2025-01-15T12:00:00Z']);
  const answer = await call({
    url: portal.url,
    operation: 'users.me',
    cookie: await portal.signIn('exampleuser'),
  });
  expectPayload(answer.value, documentedPayloads['users.me'].payload);
});

test.each(transports)('%s answers the documented update', async (_name, call) => {
  await using portal = await startTestPortal({ now: '2026-03-19T12:00:00Z' });
  await addUser42(portal, {
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  });
  await linkDiscord(portal, 'niels', ['2026-01-01T00:00:00Z', '2026-03-19T10:00:00Z']);
  const answer = await call({
    url: portal.url,
    operation: 'users.updateMe',
    cookie: await portal.signIn('exampleuser'),
    input: { username: 'newname', avatar_source: 'discord' },
  });
  expectPayload(answer.value, documentedPayloads['users.updateMe'].payload);
});

/** Equal as text: the same values, and the keys in the documented order. */
function expectPayload(value: unknown, payload: unknown): void {
  expect(JSON.stringify(value, null, 2)).toBe(JSON.stringify(payload, null, 2));
}

interface Moments {
  readonly created_at: string;
  readonly updated_at: string;
  readonly avatar_source?: 'discord';
}

async function addUser42({ db }: TestPortal, moments: Moments): Promise<void> {
  db.run(
    build.insertInto('users').values({
      id: 42,
      username: 'exampleuser',
      username_key: 'exampleuser',
      subscription_tier: 0,
      permission_level: 0,
      ...moments,
    }),
  );
}

async function linkDiscord(
  { db }: TestPortal,
  platform_username: string,
  [linked_at, last_authenticated_at]: readonly [string, string],
): Promise<void> {
  db.run(
    build.insertInto('linked_platforms').values({
      user_id: 42,
      platform: 'discord',
      platform_user_id: DISCORD_ID,
      platform_username,
      platform_avatar_url: AVATAR,
      linked_at,
      last_authenticated_at,
    }),
  );
}
