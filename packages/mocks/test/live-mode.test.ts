import {
  documentedPayloads,
  EXAMPLE_VIEWERS,
  type ExampleViewer,
  exampleViewerIds,
  population,
  type UpdatedUser,
} from '@portal/contract';
import { profileTier } from '@portal/domain';
import { describe, expect, test } from 'vitest';
import { createMock, type Mock } from '../src/create-mock.ts';
import { post, send } from './send.ts';
import { type Transport, transports } from './transports.ts';

const NOON = Date.UTC(2026, 2, 19, 12);
const signedIn = EXAMPLE_VIEWERS.filter((viewer) => viewer in exampleViewerIds);

describe.each(transports)('in live mode over %s', (_name, call) => {
  test('a session reads back what it updates, and no other session sees it', async () => {
    const mock = createMock({ mode: 'live' });
    const mine = { cookie: 'psession=mine' };
    const yours = { cookie: 'psession=yours' };
    const input = { username: 'somebody', avatar_source: 'discord_3' };
    const answer = await call(mock, { operation: 'users.updateMe', input, headers: mine });
    expect(answer.headers.get('mock-example')).toBe('users.updateMe/200/live');
    const changed = {
      username: 'somebody',
      avatar_source: 'discord_3',
      avatar_url: 'https://cdn.discordapp.com/embed/avatars/3.png',
    };
    expect(answer.value).toMatchObject({ user: changed, errors: null });
    expect(await readSelf(mock, call, mine)).toMatchObject(changed);
    expect(await readSelf(mock, call, yours)).toEqual(documentedPayloads['users.me'].payload);
    expect(await readStatus(mock, call, { headers: mine, username: 'exampleuser' })).toBe(404);
    expect(await readStatus(mock, call, { headers: yours, username: 'somebody' })).toBe(404);
    expect(await readStatus(mock, call, { headers: mine, username: 'SomeBody' })).toBe(200);
  });

  test('what a session changed is seen by whichever viewer acts in it', async () => {
    const mock = createMock({ mode: 'live' });
    const headers = { cookie: 'psession=mine' };
    await call(mock, { operation: 'users.updateMe', input: { username: 'somebody' }, headers });
    const asAdmin = { ...headers, 'mock-viewer': 'admin' };
    const { value } = await call(mock, {
      operation: 'users.profile',
      input: { username: 'somebody' },
      headers: asAdmin,
    });
    expect(value).toMatchObject({ id: 42, username: 'somebody', permission_level: 0 });
  });

  test('requests without a cookie share one world, whoever they say they are', async () => {
    const mock = createMock({ mode: 'live' });
    const headers = { 'mock-viewer': 'user' };
    await call(mock, { operation: 'users.updateMe', input: { username: 'somebody' }, headers });
    expect(await readSelf(mock, call, headers)).toMatchObject({ username: 'somebody' });
    expect(await readSelf(mock, call, { cookie: 'psession=any' })).toMatchObject({
      username: 'exampleuser',
    });
  });

  test.each(['a reset', 'POST /__mock/reset'])('%s forgets every change', async (how) => {
    const mock = createMock({ mode: 'live' });
    const headers = { cookie: 'psession=mine' };
    await call(mock, { operation: 'users.updateMe', input: { username: 'somebody' }, headers });
    if (how === 'a reset') mock.reset();
    else expect((await send(mock, '/__mock/reset', { method: 'POST' })).status).toBe(204);
    expect(await readSelf(mock, call, headers)).toEqual(documentedPayloads['users.me'].payload);
  });

  test('a taken name fails, also in another case, and is free where its holder was renamed', async () => {
    const mock = createMock({ mode: 'live' });
    const update = updater(mock, call);
    const taken = { username: 'username is already taken' };
    expect((await update('user', { username: 'takenname' })).errors).toEqual(taken);
    expect((await update('user', { username: 'EXAMPLEadmin' })).errors).toEqual(taken);
    expect((await update('admin', { username: 'formeradmin' })).errors).toBeNull();
    expect((await update('user', { username: 'exampleadmin' })).errors).toBeNull();
    expect((await update('admin', { username: 'exampleadmin' })).errors).toEqual(taken);
  });

  test('the own name in another case is fine, and is kept as written', async () => {
    const { user, errors } = await updater(createMock({ mode: 'live' }), call)('user', {
      username: 'ExampleUser',
    });
    expect([user.username, errors]).toEqual(['ExampleUser', null]);
  });

  test('each field is judged alone: what passes is stored, what fails is reported', async () => {
    const mock = createMock({ mode: 'live' });
    const input = { username: 'ab', avatar_source: '' };
    const { user, errors } = await updater(mock, call)('user', input);
    expect([user.username, user.avatar_source]).toEqual(['exampleuser', null]);
    expect(errors).toEqual({ username: 'username must be at least 3 characters' });
  });

  test('updated_at moves when a stored value changes, and only then', async () => {
    let now = NOON;
    const update = updater(createMock({ mode: 'live', now: () => now }), call);
    const before = documentedPayloads['users.me'].payload.updated_at;
    for (const input of [{}, { username: 'exampleuser' }, { username: 'ab' }, { nickname: 'x' }]) {
      expect((await update('user', input)).user.updated_at).toBe(before);
    }
    expect((await update('user', { username: 'somebody' })).user.updated_at).toBe(
      '2026-03-19T12:00:00Z',
    );
    now += 60_000;
    expect((await update('user', { username: 'somebody' })).user.updated_at).toBe(
      '2026-03-19T12:00:00Z',
    );
    expect((await update('user', { avatar_source: '' })).user.updated_at).toBe(
      '2026-03-19T12:01:00Z',
    );
  });

  test('a timeout ends when its time has come', async () => {
    const end = Date.UTC(9999, 0, 1);
    const headers = { 'mock-viewer': 'timed_out' };
    const before = createMock({ mode: 'live', now: () => end - 1000 });
    const after = createMock({ mode: 'live', now: () => end });
    expect((await call(before, { operation: 'users.me', headers })).status).toBe(403);
    expect(await readSelf(after, call, headers)).toMatchObject({
      username: 'exampletimeout',
      state: 0,
    });
  });

  test('nobody is 404, as is a name that nobody could have', async () => {
    const mock = createMock({ mode: 'live' });
    for (const username of ['nobody', 'ab', 'no spaces', 'a'.repeat(33)]) {
      const input = { username };
      const answer = await call(mock, { operation: 'users.profile', input });
      expect([answer.status, answer.error]).toEqual([404, 'User not found']);
      expect(answer.headers.get('mock-example')).toBe('users.profile/404/live');
    }
  });

  test('without a session everything is 401, before the input is judged', async () => {
    const mock = createMock({ mode: 'live' });
    const path = call === transports[0]?.[1] ? '/v1/users/me/update' : '/trpc/users.updateMe';
    const sent = { ...post(null, { cookie: '' }), body: '{' };
    const answer = await send(mock, path, sent);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('mock-example')).toBe('users.updateMe/401/live');
  });

  test.each([
    ['no JSON', { ...post(null), body: '{' }, 400],
    ['an array', post([]), 400],
    ['nothing', { ...post(null), body: '' }, 400],
    ['no UTF-8', { ...post(null), body: Uint8Array.of(0x22, 0xff, 0x22) }, 400],
    ['a mark before the JSON', { ...post(null), body: '\uFEFF{}' }, 400],
    ['text', post({}, { 'content-type': 'text/plain' }), 415],
    ['a compressed body', post({}, { 'content-encoding': 'gzip' }), 415],
    ['16 KiB and a byte', { ...post(null), body: JSON.stringify('x'.repeat(16_383)) }, 413],
  ])('a body that is %s is refused as Portal refuses it', async (_case, sent, status) => {
    const mock = createMock({ mode: 'live' });
    const path = call === transports[0]?.[1] ? '/v1/users/me/update' : '/trpc/users.updateMe';
    const answer = await send(mock, path, sent);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('mock-example')).toBeNull();
  });

  test('a POST from a foreign page is refused, from its own host and this machine it is not', async () => {
    const mock = createMock({ mode: 'live', corsOrigins: ['https://named.example'] });
    const path = call === transports[0]?.[1] ? '/v1/users/me/update' : '/trpc/users.updateMe';
    const statuses: Record<string, number> = {};
    for (const origin of ['https://evil.example', 'null', 'https://named.example']) {
      statuses[origin] = (await send(mock, path, post({}, { origin }))).status;
    }
    for (const origin of ['http://portal.test', 'http://localhost:5173']) {
      statuses[origin] = (await send(mock, path, post({}, { origin }))).status;
    }
    expect(statuses).toEqual({
      'https://evil.example': 403,
      null: 403,
      'https://named.example': 200,
      'http://portal.test': 200,
      'http://localhost:5173': 200,
    });
  });

  test('what a foreign page only reads is answered, and not shown to it', async () => {
    const headers = { cookie: 'psession=any', origin: 'https://evil.example' };
    const answer = await call(createMock({ mode: 'live' }), { operation: 'users.me', headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test.each(signedIn.flatMap((viewer) => population.map(({ user }) => [viewer, user] as const)))(
    'a %s sees of $username what their rank allows',
    async (viewer, target) => {
      const mock = createMock({ mode: 'live' });
      const self = population.find(({ user }) => user.id === idOf(viewer))?.user;
      if (self === undefined) throw new Error(`nobody is ${viewer}`);
      const answer = await call(mock, {
        operation: 'users.profile',
        input: { username: target.username },
        headers: { 'mock-viewer': viewer },
      });
      if (viewer === 'banned' || viewer === 'timed_out') return expect(answer.status).toBe(403);
      const tier = profileTier(self, target);
      expect(Object.keys(answer.value as object).length).toBe(tier === 'public' ? 4 : 18);
    },
  );
});

test('the worlds of sessions are bounded in number; the one used last is kept', async () => {
  const mock = createMock({ mode: 'live' });
  const rename = (cookie: string) => {
    return send(mock, '/v1/users/me/update', post({ username: 'somebody' }, { cookie }));
  };
  const nameOf = async (cookie: string) => {
    const { body } = await send(mock, '/v1/users/me', { headers: { cookie } });
    return (body as { username: string }).username;
  };
  await rename('psession=old');
  await rename('psession=used');
  for (let at = 0; at < 998; at += 1) await nameOf(`psession=${at}`);
  expect(await nameOf('psession=used')).toBe('somebody');
  await nameOf('psession=one-more');
  await nameOf('psession=another');
  expect(await nameOf('psession=used')).toBe('somebody');
  expect(await nameOf('psession=old')).toBe('exampleuser');
});

test('a chosen example is served in live mode, and changes nothing', async () => {
  const mock = createMock({ mode: 'live' });
  const sent = post({ username: 'somebody' }, { prefer: 'example=username-taken' });
  const answer = await send(mock, '/v1/users/me/update', sent);
  expect(answer.headers.get('mock-example')).toBe('users.updateMe/200/username-taken');
  const { body } = await send(mock, '/v1/users/me', { headers: { cookie: 'psession=any' } });
  expect(body).toEqual(documentedPayloads['users.me'].payload);
});

function idOf(viewer: ExampleViewer): number {
  return exampleViewerIds[viewer as keyof typeof exampleViewerIds];
}

type Headers = Readonly<Record<string, string>>;

async function readSelf(mock: Mock, call: Transport, headers: Headers): Promise<unknown> {
  return (await call(mock, { operation: 'users.me', headers })).value;
}

async function readStatus(
  mock: Mock,
  call: Transport,
  { headers, username }: { headers: Headers; username: string },
): Promise<number> {
  const input = { username };
  return (await call(mock, { operation: 'users.profile', input, headers })).status;
}

/** Updates one session's world as one of its viewers. */
function updater(
  mock: Mock,
  call: Transport,
): (viewer: string, input: object) => Promise<UpdatedUser> {
  return async (viewer, input) => {
    const headers = { cookie: 'psession=mine', 'mock-viewer': viewer };
    return (await call(mock, { operation: 'users.updateMe', input, headers })).value as UpdatedUser;
  };
}
