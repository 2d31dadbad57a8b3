import { describe, expect, test } from 'vitest';
import { addKey, listKeys, revokeKey } from '../../src/api-keys/api-keys.administration.ts';
import {
  authenticateBot,
  authenticatePublicKey,
  findCallingBot,
} from '../../src/api-keys/authenticate-keys.ts';
import { createBotsService } from '../../src/bots/bots.service.ts';
import {
  addBot,
  renewBotKey,
  setBotActive,
} from '../../src/chats-and-bots/chats-and-bots.administration.ts';
import { build } from '../../src/store/sqlite/build.ts';
import {
  getWebCode,
  officialBot,
  openTestLogin,
  requireOk,
  START,
  type TestLogin,
} from '../support/test-login.ts';

const INVALID = { ok: false, error: { code: 'invalid_api_key' } };
const DENIED = { ok: false, error: { code: 'access_denied' } };

describe('a public key', () => {
  test('is printed once, and its hash alone is stored', async () => {
    await using login = await openTestLogin();
    const { id, key } = addKey(login.db, 'website', START);
    expect(key).toMatch(/^ppub_[0-9a-f]{64}$/);
    expect(authenticatePublicKey(login.db, key)).toEqual({ ok: true, value: id });
    const stored = login.db.all(build.selectFrom('api_keys').selectAll());
    expect(JSON.stringify(stored)).not.toContain(key.slice('ppub_'.length));
  });

  test('is one of any number, so that keys change without a gap', async () => {
    await using login = await openTestLogin();
    const old = addKey(login.db, 'website', START);
    const next = addKey(login.db, 'website 2', START);
    revokeKey(login.db, old.id, START);
    expect(authenticatePublicKey(login.db, old.key)).toEqual(INVALID);
    expect(authenticatePublicKey(login.db, next.key)).toMatchObject({ ok: true });
    expect(listKeys(login.db).keys).toEqual([
      { id: old.id, name: 'website', created_at: START, revoked_at: START },
      { id: next.id, name: 'website 2', created_at: START, revoked_at: null },
    ]);
  });

  test('has a name of its own', async () => {
    await using login = await openTestLogin();
    addKey(login.db, 'website', START);
    expect(() => addKey(login.db, 'website', START)).toThrow('called "website" already');
    expect(() => addKey(login.db, ' ', START)).toThrow('1 to 100 characters');
    expect(() => addKey(login.db, 'a\u001bb', START)).toThrow('control characters');
  });

  test('is revoked once, by an id that there is', async () => {
    await using login = await openTestLogin();
    const { id } = addKey(login.db, 'website', START);
    revokeKey(login.db, id, START);
    expect(() => revokeKey(login.db, id, START)).toThrow('revoked already');
    expect(() => revokeKey(login.db, 9, START)).toThrow('no key has the id 9');
  });

  test.for<[string, string | undefined]>([
    ['missing', undefined],
    ['empty', ''],
    ['unknown', `ppub_${'0'.repeat(64)}`],
    ['too short', 'ppub_00'],
    ['of the other kind', `hbot_${'0'.repeat(64)}`],
  ])('that is %s is invalid', async ([, key]) => {
    await using login = await openTestLogin();
    expect(authenticatePublicKey(login.db, key)).toEqual(INVALID);
    expect(authenticateBot(findCallingBot(login.db, key), START)).toEqual(INVALID);
  });
});

describe('a bot’s key', () => {
  function addTestBot(login: TestLogin, type?: 'official' | 'verified' | 'community') {
    const owner = login.addUser('niels');
    return addBot(login.db, { owner, name: 'portalbot', platform: 'discord', type }, START);
  }
  const call = (login: TestLogin, key: string) =>
    authenticateBot(findCallingBot(login.db, key), START);

  test('names the bot, its platform and its type', async () => {
    await using login = await openTestLogin();
    const { id, key } = addTestBot(login, 'official');
    expect(key).toMatch(/^hbot_[0-9a-f]{64}$/);
    const value = { bot_id: id, platform: 'discord', bot_type: 1 };
    expect(call(login, key)).toEqual({ ok: true, value });
    expect(authenticatePublicKey(login.db, key)).toEqual(INVALID);
  });

  test('is of a community bot unless that is said otherwise', async () => {
    await using login = await openTestLogin();
    expect(call(login, addTestBot(login).key)).toMatchObject({ value: { bot_type: 3 } });
  });

  test('is invalid at once when there is a new one, and the codes it may know are gone', async () => {
    await using login = await openTestLogin();
    const { id, key } = addTestBot(login, 'official');
    await getWebCode(login);
    const renewed = renewBotKey(login.db, id, START);
    expect(renewed.deleted_codes).toBe(1);
    expect(call(login, key)).toEqual(INVALID);
    expect(call(login, renewed.key)).toMatchObject({ ok: true });
    expect(login.rows('login_codes')).toEqual([]);
  });

  test('of a bot that is switched off is denied, and the codes it may know are gone', async () => {
    await using login = await openTestLogin();
    const { id, key } = addTestBot(login, 'official');
    await getWebCode(login);
    setBotActive(login.db, { id, is_active: false }, START);
    expect(call(login, key)).toEqual(DENIED);
    expect(login.rows('login_codes')).toEqual([]);
    setBotActive(login.db, { id, is_active: true }, START);
    expect(call(login, key)).toMatchObject({ ok: true });
  });

  test('of a restricted owner is denied', async () => {
    await using login = await openTestLogin();
    const { owner_id: user_id, key } = addTestBot(login, 'official');
    const ban = { user_id, action_type: 'PLATFORM_BAN', created_at: START } as const;
    login.db.run(build.insertInto('moderation_actions').values(ban));
    expect(call(login, key)).toEqual(DENIED);
  });

  test('of no bot cannot be renewed', async () => {
    await using login = await openTestLogin();
    expect(() => renewBotKey(login.db, 7, START)).toThrow('no bot has the id 7');
  });
});

test('bot.me has the 15 fields in their order, 1000 calls an hour unless set', async () => {
  await using login = await openTestLogin();
  const owner = login.addUser('niels');
  const bot = { owner, name: 'portalbot', platform: 'discord', type: 'verified' } as const;
  const { id } = addBot(login.db, bot, START);
  const service = createBotsService({ db: login.db });
  const value = requireOk(await service['bot.me'](officialBot({ bot_id: id }), undefined));
  expect(value).toEqual({
    id,
    name: 'portalbot',
    platform: 'discord',
    groups: 0,
    users: 0,
    owner_id: owner,
    bot_type: 2,
    is_active: true,
    rate_limit_per_hour: 1000,
    avatar_url: null,
    latency_ms: null,
    is_verified: true,
    last_activity_at: null,
    created_at: START,
    updated_at: START,
  });
});
