import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createLoginService } from '../../src/login/login.service.ts';
import { createLoginCodes } from '../../src/login/login-codes.ts';
import { issueSession } from '../../src/sessions/sessions.administration.ts';
import { build } from '../../src/store/sqlite/build.ts';
import {
  getWebCode,
  identity,
  officialBot,
  openTestLogin,
  profile,
  requireOk,
  START,
  type TestLogin,
  visitor,
} from '../support/test-login.ts';

const WRONG = { ok: false, error: { code: 'invalid_code' } };

function verify({ service }: Pick<TestLogin, 'service'>, code: string, who = visitor()) {
  return service['authentication.verify'](who, { code });
}

async function getBotCode({ service }: TestLogin): Promise<string> {
  return requireOk(await service['authentication.botSendCode'](officialBot(), profile())).code;
}

describe('a code is wrong', () => {
  test.for(['', 'AAAAAAAA', 'ABCD1234', 'too long to be one', 'ÄBCDEFGH'])(
    'when it is unknown: %j',
    async (code) => {
      await using login = await openTestLogin();
      await getWebCode(login);
      expect(await verify(login, code)).toEqual(WRONG);
      expect(login.rows('login_codes')).toHaveLength(1);
    },
  );

  test('when its case is another', async () => {
    await using login = await openTestLogin();
    const code = await getWebCode(login);
    const other = code === code.toLowerCase() ? code.toUpperCase() : code.toLowerCase();
    expect(await verify(login, other)).toEqual(WRONG);
  });

  test('from ten minutes on', async () => {
    await using login = await openTestLogin();
    const code = await getWebCode(login);
    login.now = '2026-03-19T12:10:00Z';
    expect(await verify(login, code)).toEqual(WRONG);
  });

  test('from another address than asked for it, and is spent by none of it', async () => {
    await using login = await openTestLogin();
    const code = await getWebCode(login);
    expect(await verify(login, code, visitor('192.0.2.2'))).toEqual(WRONG);
    expect(await verify(login, code)).toMatchObject({ ok: true });
  });

  test('the second time', async () => {
    await using login = await openTestLogin();
    const code = await getWebCode(login);
    expect(await verify(login, code)).toMatchObject({ ok: true });
    expect(await verify(login, code)).toEqual(WRONG);
  });

  test('once another code of the identity was spent, a stranger’s too', async () => {
    await using login = await openTestLogin();
    login.addUser('niels');
    const stranger = await getWebCode(login, '198.51.100.7');
    const own = await getWebCode(login);
    const bot = await getBotCode(login);
    expect(await verify(login, own)).toMatchObject({ ok: true });
    expect(await verify(login, stranger, visitor('198.51.100.7'))).toEqual(WRONG);
    expect(await verify(login, bot)).toEqual(WRONG);
    expect(login.rows('login_codes')).toEqual([]);
  });

  test('when a bot made it and the account was unlinked meanwhile', async () => {
    await using login = await openTestLogin();
    login.addUser('niels');
    const code = await getBotCode(login);
    login.db.run(build.deleteFrom('linked_platforms'));
    expect(await verify(login, code)).toEqual(WRONG);
    expect([login.rows('login_codes'), login.rows('sessions')]).toEqual([[], []]);
    expect(login.rows('users')).toHaveLength(1);
  });

  test('when it was made under another secret, and the next command gives a new one', async () => {
    await using login = await openTestLogin();
    const before = await getWebCode(login);
    const parts = { db: login.db, clock: () => START, webLoginRequiredEvery: 5 };
    const restarted = { service: createLoginService({ ...parts, codes: createLoginCodes() }) };
    expect(await restarted.service['authentication.verify'](visitor(), { code: before })).toEqual(
      WRONG,
    );
    const fetched = await restarted.service['authentication.botLoginCode'](
      officialBot(),
      profile(),
    );
    const after = requireOk(fetched).code ?? '';
    expect(after).not.toBe(before);
    expect(login.rows('login_codes')).toHaveLength(1);
    const verified = await restarted.service['authentication.verify'](visitor(), { code: after });
    expect(verified.ok).toBe(true);
  });
});

describe('verify of an identity without an account', () => {
  test('makes one, linked now, under a name of 8 hex digits', async () => {
    await using login = await openTestLogin();
    const { value, cookie } = requireOk(await verify(login, await getWebCode(login)));
    expect(value).toEqual({
      user_created: true,
      id: expect.any(Number),
      username: expect.stringMatching(/^user_[0-9a-f]{8}$/),
      avatar_url: profile().platform_avatar_url,
      permission_level: 0,
      subscription_level: 0,
      subscription_expires_at: null,
      state: 'active',
      created_at: START,
    });
    expect(cookie).toEqual({ token: expect.stringMatching(/^[0-9a-f]{64}$/), maxAge: 2_592_000 });
    expect(login.rows('linked_platforms')).toEqual([
      { ...profile(), user_id: value.id, linked_at: START, last_authenticated_at: START },
    ]);
    expect(login.rows('users')).toMatchObject([
      { updated_at: START, last_activity_at: START, bot_logins: 0, permission_since: null },
    ]);
  });

  test('the second time finds it', async () => {
    await using login = await openTestLogin();
    const first = requireOk(await verify(login, await getWebCode(login)));
    const second = requireOk(await verify(login, await getWebCode(login)));
    expect(second.value).toEqual({ ...first.value, user_created: false });
  });
});

describe('verify of an account', () => {
  test('has the nine documented fields, in their order', async () => {
    await using login = await openTestLogin();
    login.addUser('niels', { permission_level: 3, subscription_tier: 3 });
    const { value, cookie } = requireOk(await verify(login, await getWebCode(login)));
    expect(Object.keys(value)).toEqual([
      'user_created',
      'id',
      'username',
      'avatar_url',
      'permission_level',
      'subscription_level',
      'subscription_expires_at',
      'state',
      'created_at',
    ]);
    expect(cookie).toMatchObject({ maxAge: 86_400 });
  });

  test('takes what the bot said into the link, and moves activity, not updated_at', async () => {
    await using login = await openTestLogin();
    login.addUser('niels');
    await verify(login, await getWebCode(login));
    expect(login.rows('linked_platforms')).toMatchObject([
      { ...profile(), linked_at: '2026-01-01T00:00:00Z', last_authenticated_at: START },
    ]);
    expect(login.rows('users')).toMatchObject([
      { last_activity_at: START, updated_at: '2026-01-01T00:00:00Z' },
    ]);
  });

  test('counts logins by a bot, and from 0 after one from the website', async () => {
    await using login = await openTestLogin();
    login.addUser('niels', { bot_logins: 3 });
    await verify(login, await getBotCode(login), visitor('203.0.113.9'));
    expect(login.rows('users')).toMatchObject([{ bot_logins: 4 }]);
    await verify(login, await getWebCode(login));
    expect(login.rows('users')).toMatchObject([{ bot_logins: 0 }]);
  });

  test('that is banned is 403 with the reason: the code is spent, the presented session stays', async () => {
    await using login = await openTestLogin();
    const user_id = login.addUser('niels');
    const { token } = issueSession(login.db, { user: 'niels', origin: 'command_line' }, START);
    const code = await getWebCode(login);
    const ban = {
      user_id,
      action_type: 'PLATFORM_BAN',
      reason: 'Spam',
      created_at: START,
    } as const;
    login.db.run(build.insertInto('moderation_actions').values(ban));
    const error = { code: 'account_banned', reason: 'Spam', expires_at: null };
    const who = visitor(undefined, { session_tokens: [token] });
    expect(await verify(login, code, who)).toEqual({ ok: false, error });
    expect(await verify(login, code, who)).toEqual(WRONG);
    expect(login.rows('sessions')).toMatchObject([{ ended_at: null }]);
  });
});

describe('the session that verify starts', () => {
  test('is stored by its hash, with where it came from', async () => {
    await using login = await openTestLogin();
    const user_agent = `Browser/${'1'.repeat(300)}`;
    const who = visitor('2001:db8::', { client_ip: '2001:db8::7', user_agent });
    await login.service['authentication.request'](who, identity());
    const fetched = await login.service['authentication.botLoginCode'](officialBot(), profile());
    const { cookie } = requireOk(await verify(login, requireOk(fetched).code ?? '', who));
    const token = typeof cookie === 'object' ? cookie.token : '';
    expect(login.rows('sessions')).toMatchObject([
      {
        token_hash: createHash('sha256').update(token).digest('hex'),
        token_suffix: token.slice(-6),
        origin: 'web_login',
        created_at: START,
        expires_at: '2026-04-18T12:00:00Z',
        ended_at: null,
        client_ip: '2001:db8::7',
        user_agent: user_agent.slice(0, 256),
        geo: null,
      },
    ]);
  });

  test('has no address and no browser where there are none', async () => {
    await using login = await openTestLogin();
    login.addUser('niels');
    const who = visitor(undefined, { client_ip: null, user_agent: null });
    await verify(login, await getBotCode(login), who);
    expect(login.rows('sessions')).toMatchObject([
      { client_ip: null, user_agent: null, origin: 'bot_login' },
    ]);
  });

  test('ends every session that is presented, whoever’s it is, and adopts none', async () => {
    await using login = await openTestLogin();
    login.addUser('niels');
    const issue = () =>
      issueSession(login.db, { user: 'niels', origin: 'command_line' }, START).token;
    const session_tokens = [issue(), issue(), 'f'.repeat(64)];
    const kept = issue();
    const who = visitor(undefined, { session_tokens });
    const { cookie } = requireOk(await verify(login, await getWebCode(login), who));
    expect(session_tokens).not.toContain(typeof cookie === 'object' && cookie.token);
    const live = login.rows('sessions').filter(({ ended_at }) => ended_at === null);
    const suffixes = live.map(({ token_suffix }) => token_suffix);
    expect(suffixes).toHaveLength(2);
    expect(suffixes).toContain(kept.slice(-6));
  });

  test('leaves the newest 50 live', async () => {
    await using login = await openTestLogin();
    login.addUser('niels');
    for (let count = 0; count < 50; count += 1) {
      login.now = `2026-03-19T12:00:${String(count).padStart(2, '0')}Z`;
      issueSession(login.db, { user: 'niels', origin: 'command_line' }, login.now);
    }
    login.now = '2026-03-19T12:01:00Z';
    await verify(login, await getWebCode(login));
    const ended = login.rows('sessions').filter(({ ended_at }) => ended_at !== null);
    expect(ended).toMatchObject([{ created_at: '2026-03-19T12:00:00Z' }]);
  });
});

test('a 51st session on the command line ends the oldest', async () => {
  await using login = await openTestLogin();
  login.addUser('niels');
  for (let count = 0; count < 51; count += 1) {
    issueSession(login.db, { user: 'niels', origin: 'command_line' }, START);
  }
  const ended = login.rows('sessions').filter(({ ended_at }) => ended_at !== null);
  expect(ended.map(({ id }) => id)).toEqual([1]);
});

describe('under load', () => {
  test('100 verify of one code at once: one session, and 99 wrong codes', async () => {
    await using login = await openTestLogin();
    const code = await getWebCode(login);
    const answers = await Promise.all(Array.from({ length: 100 }, () => verify(login, code)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter(({ ok }) => !ok)).toEqual(Array.from({ length: 99 }, () => WRONG));
    expect(login.rows('sessions')).toHaveLength(1);
    expect(login.rows('users')).toHaveLength(1);
  });

  test('two codes of one new identity at once: one account, and the other code died', async () => {
    await using login = await openTestLogin();
    const codes = [await getWebCode(login), await getWebCode(login, '192.0.2.2')] as const;
    const answers = await Promise.all([
      verify(login, codes[0]),
      verify(login, codes[1], visitor('192.0.2.2')),
    ]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(login.rows('users')).toHaveLength(1);
  });
});

describe('codes at rest', () => {
  test('nothing in the file tells a code, before it was delivered or after', async () => {
    await using login = await openTestLogin();
    const code = await getWebCode(login);
    const plain = createHash('sha256').update(code).digest('hex');
    const stored = JSON.stringify(login.rows('login_codes'));
    expect(stored).not.toContain(code);
    expect(stored).not.toContain(plain);
  });

  test('one secret makes the same codes in every process, another makes others', () => {
    const secret = Buffer.alloc(32, 7);
    const seed = 'ab'.repeat(16);
    const [one, same, other] = [secret, secret, Buffer.alloc(32, 8)].map(createLoginCodes);
    expect(same?.codeOf(seed)).toBe(one?.codeOf(seed));
    expect(same?.hashOf('ABCD2345')).toBe(one?.hashOf('ABCD2345'));
    expect(other?.codeOf(seed)).not.toBe(one?.codeOf(seed));
  });

  test('a seed whose code another row has already is drawn anew', async () => {
    const codes = createLoginCodes();
    const seeds = new Set<string>();
    const clashing = {
      ...codes,
      codeOf(seed: string) {
        seeds.add(seed);
        return seeds.size <= 2 ? 'ABCD2345' : codes.codeOf(seed);
      },
    };
    await using login = await openTestLogin({ codes: clashing });
    expect(await getWebCode(login)).toBe('ABCD2345');
    const second = await getWebCode(login, '192.0.2.2', '7');
    expect(second).not.toBe('ABCD2345');
    expect(await verify(login, second, visitor('192.0.2.2'))).toMatchObject({ ok: true });
  });
});

describe('logout', () => {
  const GONE = { ok: true, value: { value: { message: 'Logged out.' }, cookie: 'clear' } };

  test('is 200 and clears the cookie, with a session or without', async () => {
    await using login = await openTestLogin();
    expect(await login.service['authentication.logout'](visitor(), undefined)).toEqual(GONE);
    const who = visitor(undefined, { session_tokens: ['f'.repeat(64)] });
    expect(await login.service['authentication.logout'](who, undefined)).toEqual(GONE);
  });

  test('ends every session that is presented, repeated ones and those of the banned too', async () => {
    await using login = await openTestLogin();
    const user_id = login.addUser('niels');
    const issue = () =>
      issueSession(login.db, { user: 'niels', origin: 'command_line' }, START).token;
    const session_tokens = [issue(), issue()];
    issue();
    const ban = { user_id, action_type: 'PLATFORM_BAN', created_at: START } as const;
    login.db.run(build.insertInto('moderation_actions').values(ban));
    const who = visitor(undefined, { session_tokens });
    expect(await login.service['authentication.logout'](who, undefined)).toEqual(GONE);
    const ended = login.rows('sessions').map(({ ended_at }) => ended_at);
    expect(ended).toEqual([START, START, null]);
  });
});
