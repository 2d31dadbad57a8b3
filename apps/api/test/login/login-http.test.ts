import { describe, expect, test } from 'vitest';
import { addKey } from '../../src/api-keys/api-keys.administration.ts';
import { addBot, setBotActive } from '../../src/chats-and-bots/chats-and-bots.administration.ts';
import { build } from '../../src/store/sqlite/build.ts';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';

const START = '2026-03-19T12:00:00Z';
const ID = '123456789012345678';
const identity = { platform: 'discord', platform_user_id: ID };
const profile = { ...identity, platform_username: 'niels', platform_avatar_url: null };

const PATHS = {
  'authentication.lookup': '/v1/authentication/lookup',
  'authentication.request': '/v1/authentication/request',
  'authentication.verify': '/v1/authentication/verify',
  'authentication.logout': '/v1/authentication/logout',
  'authentication.botLoginCode': '/v1/authentication/bot/login-code',
  'authentication.botSendCode': '/v1/authentication/bot/send-code',
} as const;
type Operation = keyof typeof PATHS;

interface Answer {
  readonly status: number;
  readonly value: Record<string, unknown>;
  readonly message: unknown;
  readonly headers: Headers;
}

interface Sent {
  readonly key?: string | undefined;
  readonly cookie?: string | undefined;
  readonly headers?: Record<string, string>;
}

/** Portal, the operation, its input, and what else is sent. */
type Send = (...call: [TestPortal, Operation, unknown, Sent?]) => Promise<Answer>;

function toHeaders({ key, cookie, headers }: Sent): Record<string, string> {
  return {
    'content-type': 'application/json',
    ...(key !== undefined && { 'x-api-key': key }),
    ...(cookie !== undefined && { cookie }),
    ...headers,
  };
}

async function post(url: string, input: unknown, sent: Sent = {}): Promise<Response> {
  return fetch(url, { method: 'POST', headers: toHeaders(sent), body: JSON.stringify(input) });
}

const overRest: Send = async (...[portal, operation, input, sent]) => {
  const response = await post(portal.url + PATHS[operation], input, sent);
  const body = (await response.json()) as Record<string, unknown>;
  const { status, headers } = response;
  return { status, headers, value: body, message: body['error'] };
};

const overTrpc: Send = async (...[portal, operation, input, sent]) => {
  const response = await post(`${portal.url}/trpc/${operation}`, input, sent);
  const { result, error } = (await response.json()) as {
    readonly result?: { readonly data: Record<string, unknown> };
    readonly error?: { readonly message: string; readonly data: Record<string, unknown> };
  };
  const { status, headers } = response;
  return { status, headers, value: result?.data ?? error?.data ?? {}, message: error?.message };
};

interface Keyed {
  readonly portal: TestPortal;
  readonly publicKey: string;
  readonly botKey: string;
  readonly botId: number;
}

async function startKeyedPortal(
  env: Record<string, string> = {},
): Promise<Keyed & AsyncDisposable> {
  const portal = await startTestPortal({ env });
  const owner = await portal.addUser('botowner');
  const bot = { owner, name: 'portalbot', platform: 'discord', type: 'official' } as const;
  const { key: botKey, id: botId } = addBot(portal.db, bot, START);
  const { key: publicKey } = addKey(portal.db, 'website', START);
  return {
    portal,
    publicKey,
    botKey,
    botId,
    [Symbol.asyncDispose]: () => portal[Symbol.asyncDispose](),
  };
}

function linkUser({ portal }: Keyed, user_id: number): void {
  const link = { user_id, ...profile, linked_at: START, platform: 'discord' } as const;
  portal.db.run(build.insertInto('linked_platforms').values(link));
}

describe.each([
  ['REST', overRest],
  ['tRPC', overTrpc],
] as const)('over %s', (_transport, send) => {
  async function getCode({ portal, publicKey, botKey }: Keyed): Promise<string> {
    await send(portal, 'authentication.request', identity, { key: publicKey });
    const { value } = await send(portal, 'authentication.botLoginCode', profile, { key: botKey });
    return String(value['code']);
  }

  test('a person asks for a code, gets it from the bot, signs in, and signs out', async () => {
    await using keyed = await startKeyedPortal();
    const { portal, publicKey: key, botKey } = keyed;
    const asked = await send(portal, 'authentication.request', identity, { key });
    expect([asked.status, asked.value]).toEqual([
      200,
      { message: 'Login code generated.', expires_at: '2026-03-19T12:10:00Z' },
    ]);
    const fetched = await send(portal, 'authentication.botLoginCode', profile, { key: botKey });
    expect(Object.keys(fetched.value)).toEqual(['code', 'expires_at']);
    const { code } = fetched.value;
    const verified = await send(portal, 'authentication.verify', { code }, { key });
    expect(verified.value).toMatchObject({ user_created: true, state: 'active' });
    const [setCookie = '', ...more] = verified.headers.getSetCookie();
    expect(more).toEqual([]);
    expect(setCookie).toMatch(
      /^psession=[0-9a-f]{64}; Path=\/; Max-Age=2592000; HttpOnly; Secure; SameSite=Lax$/,
    );
    const cookie = setCookie.slice(0, setCookie.indexOf(';'));
    expect(JSON.stringify(verified.value)).not.toContain(cookie.slice('psession='.length));
    const me = await fetch(`${portal.url}/v1/users/me`, { headers: { cookie } });
    expect(me.status).toBe(200);
    const left = await send(portal, 'authentication.logout', {}, { cookie });
    expect([left.status, left.value]).toEqual([200, { message: 'Logged out.' }]);
    expect(left.headers.getSetCookie()).toEqual([
      'psession=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax',
    ]);
    expect((await fetch(`${portal.url}/v1/users/me`, { headers: { cookie } })).status).toBe(401);
  });

  test('a person with an account asks the bot alone', async () => {
    await using keyed = await startKeyedPortal();
    const { portal, publicKey, botKey } = keyed;
    linkUser(keyed, await portal.addUser('niels', 'admin'));
    const sent = await send(portal, 'authentication.botSendCode', profile, { key: botKey });
    const { code } = sent.value;
    const verified = await send(portal, 'authentication.verify', { code }, { key: publicKey });
    expect(verified.value).toMatchObject({ user_created: false, username: 'niels' });
    expect(verified.headers.getSetCookie()[0]).toContain('Max-Age=86400');
  });

  test('every answer is private, and no cache keeps it', async () => {
    await using keyed = await startKeyedPortal();
    const inputs = Object.keys(PATHS) as Operation[];
    for (const operation of inputs) {
      const { headers } = await send(keyed.portal, operation, {});
      expect(headers.get('cache-control')).toBe('private, no-store');
      expect(headers.get('vary')).toContain('Cookie');
    }
  });

  test.for<[Operation, Record<string, unknown>, string]>([
    ['authentication.lookup', {}, 'username is required'],
    ['authentication.lookup', { username: null }, 'username is required'],
    ['authentication.lookup', { username: 42 }, 'username must be a string'],
    ['authentication.lookup', { username: 'ab' }, 'username must be at least 3 characters'],
    ['authentication.lookup', { username: 'a b' }, 'username contains invalid characters'],
    ['authentication.verify', {}, 'code is required'],
    ['authentication.verify', { code: 12345678 }, 'code must be a string'],
    ['authentication.request', {}, 'platform is required'],
    ['authentication.request', { platform: 'x' }, 'platform must be discord or telegram'],
    ['authentication.request', { platform: 'discord' }, 'platform_user_id is required'],
    [
      'authentication.request',
      { ...identity, platform_user_id: 7 },
      'platform_user_id must be a string',
    ],
    [
      'authentication.request',
      { ...identity, platform_user_id: '07' },
      'platform_user_id must be 1 to 20 digits',
    ],
    ['authentication.botSendCode', identity, 'platform_username is required'],
    [
      'authentication.botLoginCode',
      { ...profile, platform_username: 7 },
      'platform_username must be a string',
    ],
    [
      'authentication.botLoginCode',
      { ...profile, platform_username: '' },
      'platform_username must be 1 to 64 characters',
    ],
    [
      'authentication.botLoginCode',
      { ...profile, platform_username: 'a\nb' },
      'platform_username contains invalid characters',
    ],
    [
      'authentication.botLoginCode',
      { ...profile, platform_avatar_url: 'http://a.example/' },
      'platform_avatar_url must be an https URL',
    ],
    ['authentication.verify', [] as never, 'Invalid request'],
  ])('%s of %j is 400: %s', async ([operation, input, message]) => {
    await using keyed = await startKeyedPortal();
    const key = operation.includes('.bot') ? keyed.botKey : keyed.publicKey;
    const answer = await send(keyed.portal, operation, input, { key });
    expect([answer.status, answer.message]).toEqual([400, message]);
  });

  test.for<[string, (keyed: Keyed) => string | undefined]>([
    ['missing', () => undefined],
    ['unknown', () => `ppub_${'0'.repeat(64)}`],
    ['of a bot', ({ botKey }) => botKey],
  ])('a public key that is %s is 401, before the body is judged', async ([, toKey]) => {
    await using keyed = await startKeyedPortal();
    for (const operation of [
      'authentication.lookup',
      'authentication.request',
      'authentication.verify',
    ] as const) {
      const answer = await send(keyed.portal, operation, {}, { key: toKey(keyed) });
      expect([answer.status, answer.message]).toEqual([401, 'Invalid API key']);
    }
  });

  test('a bot’s key that is missing or public is 401, and one that is switched off 403', async () => {
    await using keyed = await startKeyedPortal();
    const { portal, publicKey, botKey, botId } = keyed;
    const operation = 'authentication.botSendCode';
    for (const key of [undefined, publicKey]) {
      const answer = await send(portal, operation, {}, { key });
      expect([answer.status, answer.message]).toEqual([401, 'Invalid API key']);
    }
    setBotActive(portal.db, { id: botId, is_active: false }, START);
    const answer = await send(portal, operation, {}, { key: botKey });
    expect([answer.status, answer.message]).toEqual([403, 'Access denied']);
  });

  test('a wrong code is one 401, and a login from the website that is due a 403', async () => {
    await using keyed = await startKeyedPortal();
    const { portal, publicKey, botKey } = keyed;
    const wrong = await send(
      portal,
      'authentication.verify',
      { code: 'ABCD2345' },
      { key: publicKey },
    );
    expect([wrong.status, wrong.message]).toEqual([401, 'Invalid or expired code']);
    const user = await portal.addUser('niels');
    linkUser(keyed, user);
    portal.db.run(build.updateTable('users').set({ bot_logins: 5 }).where('id', '=', user));
    const due = await send(portal, 'authentication.botSendCode', profile, { key: botKey });
    expect([due.status, due.message]).toEqual([403, 'Web login required']);
  });

  test('a request from a foreign origin is 403, also a logout', async () => {
    await using keyed = await startKeyedPortal();
    const headers = { origin: 'https://evil.example' };
    for (const operation of ['authentication.verify', 'authentication.logout'] as const) {
      const answer = await send(keyed.portal, operation, {}, { headers });
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
    }
  });

  test('an address spends twenty a minute, on all four together', async () => {
    await using keyed = await startKeyedPortal({ RATE_LIMIT_LOGIN: '20' });
    const { portal, publicKey: key } = keyed;
    const four = ['lookup', 'request', 'verify', 'logout'] as const;
    for (let count = 0; count < 20; count += 1) {
      const operation = `authentication.${four[count % 4] ?? 'verify'}` as const;
      expect((await send(portal, operation, {}, { key })).status).not.toBe(429);
    }
    const over = await send(portal, 'authentication.logout', {});
    expect(over.status).toBe(429);
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetch(`${portal.url}/v1/users/me`)).status).toBe(401);
  });

  test('a bot spends its own limits, and a key that nobody knows the address’s', async () => {
    await using keyed = await startKeyedPortal({ RATE_LIMIT_LOGIN: '1', RATE_LIMIT_BOT: '3' });
    const { portal, botKey, botId } = keyed;
    const operation = 'authentication.botLoginCode';
    for (let count = 0; count < 3; count += 1) {
      expect((await send(portal, operation, profile, { key: botKey })).status).toBe(200);
    }
    expect((await send(portal, operation, profile, { key: botKey })).status).toBe(429);
    expect((await send(portal, operation, profile, { key: 'none' })).status).toBe(401);
    expect((await send(portal, operation, profile, { key: 'none' })).status).toBe(429);
    expect(botId).toBeGreaterThan(0);
  });

  test('a bot spends the calls an hour that are set for it', async () => {
    await using keyed = await startKeyedPortal();
    const { portal, botKey, botId } = keyed;
    const limit = { rate_limit_per_hour: 2 };
    portal.db.run(build.updateTable('bots').set(limit).where('id', '=', botId));
    const statuses: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      const sent = await send(portal, 'authentication.botLoginCode', profile, { key: botKey });
      statuses.push(sent.status);
    }
    expect(statuses).toEqual([200, 200, 429]);
  });

  test('a code of the website works from the address that asked alone', async () => {
    await using keyed = await startKeyedPortal({ TRUSTED_PROXIES: 'loopback' });
    const { portal, publicKey: key, botKey } = keyed;
    const from = (address: string) => ({ key, headers: { 'x-forwarded-for': address } });
    await send(portal, 'authentication.request', identity, from('2001:db8::1'));
    const fetched = await send(portal, 'authentication.botLoginCode', profile, { key: botKey });
    const { code } = fetched.value;
    const other = await send(portal, 'authentication.verify', { code }, from('192.0.2.1'));
    expect(other.status).toBe(401);
    const same = await send(portal, 'authentication.verify', { code }, from('2001:db8::2'));
    expect(same.status).toBe(200);
    const sessions = portal.db.all(build.selectFrom('sessions').select('client_ip'));
    expect(sessions).toEqual([{ client_ip: '2001:db8::2' }]);
  });

  test('with a domain, verify and logout first clear the cookie of this host alone', async () => {
    await using keyed = await startKeyedPortal({ COOKIE_DOMAIN: 'portal.example' });
    const { portal, publicKey: key } = keyed;
    const code = await getCode(keyed);
    const verified = await send(portal, 'authentication.verify', { code }, { key });
    expect(verified.headers.getSetCookie()).toEqual([
      'psession=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax',
      expect.stringMatching(
        /^psession=[0-9a-f]{64}; Path=\/; Max-Age=2592000; Domain=portal\.example; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
  });

  test('without Secure the cookie reaches http on this machine', async () => {
    await using keyed = await startKeyedPortal({ COOKIE_SECURE: 'off' });
    const { portal, publicKey: key } = keyed;
    const code = await getCode(keyed);
    const verified = await send(portal, 'authentication.verify', { code }, { key });
    expect(verified.headers.getSetCookie()[0]).not.toContain('Secure');
  });

  test('nothing that was sent or given is in the log, and who called is', async () => {
    await using keyed = await startKeyedPortal();
    const { portal, publicKey: key, botKey } = keyed;
    const code = await getCode(keyed);
    await send(portal, 'authentication.verify', { code: 'wrongcode' }, { key });
    const verified = await send(portal, 'authentication.verify', { code }, { key });
    const [cookie = ''] = verified.headers.getSetCookie();
    const token = cookie.slice('psession='.length, cookie.indexOf(';'));
    const log = JSON.stringify(portal.logs);
    const secrets = [code, 'wrongcode', key, botKey, token, ID, 'niels'];
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
    expect(portal.logs.filter((line) => 'api_key_id' in line).length).toBeGreaterThanOrEqual(3);
    expect(portal.logs.filter((line) => 'bot_id' in line)).toHaveLength(1);
  });
});

describe('a logout', () => {
  test.for<[string, RequestInit]>([
    ['no body and no content type', {}],
    ['an empty body that says JSON', { headers: { 'content-type': 'application/json' } }],
    ['an object', { headers: { 'content-type': 'application/json' }, body: '{"a":1}' }],
  ])('takes %s', async ([, init]) => {
    await using keyed = await startKeyedPortal();
    const url = `${keyed.portal.url}/v1/authentication/logout`;
    expect((await fetch(url, { method: 'POST', ...init })).status).toBe(200);
  });

  test('takes no other content type', async () => {
    await using keyed = await startKeyedPortal();
    const url = `${keyed.portal.url}/v1/authentication/logout`;
    const init = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'a' };
    expect((await fetch(url, init)).status).toBe(415);
  });
});

describe('over tRPC, what sets a cookie travels alone', () => {
  const batch = (...[portal, path, body, headers = {}]: [TestPortal, string, object, object?]) =>
    fetch(`${portal.url}/trpc/${path}?batch=1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  test('in a batch with others it is 400 and does nothing, and the others are served', async () => {
    await using keyed = await startKeyedPortal();
    const cookie = await keyed.portal.signIn('botowner');
    const response = await batch(
      keyed.portal,
      'authentication.logout,users.updateMe',
      { 0: {}, 1: { username: 'newname' } },
      { cookie },
    );
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await response.json()).toMatchObject([
      { error: { message: 'Invalid request', data: { httpStatus: 400 } } },
      { result: { data: { user: { username: 'newname' } } } },
    ]);
    const me = await fetch(`${keyed.portal.url}/v1/users/me`, { headers: { cookie } });
    expect(me.status).toBe(200);
  });

  test('a batch of one is no batch', async () => {
    await using keyed = await startKeyedPortal();
    const response = await batch(keyed.portal, 'authentication.logout', { 0: {} });
    expect([response.status, response.headers.getSetCookie().length]).toEqual([200, 1]);
  });

  test('in a stream it is 400', async () => {
    await using keyed = await startKeyedPortal();
    const headers = { 'trpc-accept': 'application/jsonl' };
    const response = await batch(keyed.portal, 'authentication.logout', { 0: {} }, headers);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await response.text()).toContain('Invalid request');
  });
});

describe('one’s own sessions', () => {
  test('are listed and destroyed over REST and tRPC', async () => {
    await using keyed = await startKeyedPortal();
    const { portal } = keyed;
    const cookie = await portal.signIn('botowner');
    const other = await portal.signIn('botowner');
    const url = `${portal.url}/v1/users/me/sessions`;
    const listed = await (await fetch(url, { headers: { cookie } })).json();
    expect(listed).toMatchObject({
      sessions: [{ is_current: false }, { is_current: true }],
      history: [],
    });
    const overTrpcToo = await fetch(`${portal.url}/trpc/users.sessions`, { headers: { cookie } });
    expect(await overTrpcToo.json()).toEqual({ result: { data: listed } });
    const destroy = (suffix: string) =>
      fetch(`${url}/${suffix}/destroy`, { method: 'POST', headers: { cookie } });
    const destroyed = await destroy(other.slice(-6));
    expect([destroyed.status, await destroyed.json()]).toEqual([200, { destroyed: true }]);
    expect((await fetch(url, { headers: { cookie: other } })).status).toBe(401);
    expect((await destroy(other.slice(-6))).status).toBe(404);
    const own = await destroy(cookie.slice(-6));
    expect([own.status, ((await own.json()) as { error: string }).error]).toEqual([
      400,
      'Cannot destroy the current session',
    ]);
  });
});

test('bot.me shows an operator whose key it is, of any type', async () => {
  await using keyed = await startKeyedPortal();
  const headers = { 'x-api-key': keyed.botKey };
  const response = await fetch(`${keyed.portal.url}/v1/bot/me`, { headers });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ id: keyed.botId, bot_type: 1, is_verified: true });
  expect((await fetch(`${keyed.portal.url}/v1/bot/me`)).status).toBe(401);
});
