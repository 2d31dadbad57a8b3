import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseUsername } from '../username/parse-username.ts';
import { createAccount, toNewUsername } from './new-account.ts';

const NOW = '2026-03-19T12:00:00Z';

test('a new username is user_ and the 8 hex digits of four bytes', () => {
  expect(toNewUsername([0, 0x0a, 0xbc, 0xff])).toBe('user_000abcff');
});

test('a new username is a username, whatever the bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 8 }), (bytes) => {
      const username = toNewUsername(bytes);
      expect(username).toMatch(/^user_[0-9a-f]{8}$/);
      expect(parseUsername(username).ok).toBe(true);
    }),
  );
});

test('a new account is a User on Basic, made now, with the identity linked now', () => {
  const profile = {
    platform: 'telegram',
    platform_user_id: '7',
    platform_username: 'niels',
    platform_avatar_url: null,
  } as const;
  expect(createAccount('user_00000000', profile, NOW)).toEqual({
    username: 'user_00000000',
    subscription_tier: 0,
    permission_level: 0,
    subscription_expires_at: null,
    subscription_granted_by: null,
    last_activity_at: NOW,
    permission_since: null,
    avatar_source: null,
    linked_platforms: [{ ...profile, linked_at: NOW, last_authenticated_at: NOW }],
    sanctions: [],
    created_at: NOW,
    updated_at: NOW,
  });
});
