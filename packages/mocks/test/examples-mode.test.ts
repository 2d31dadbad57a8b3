import { documentedPayloads, type UpdatedUser } from '@portal/contract';
import { describe, expect, test } from 'vitest';
import { createMock } from '../src/create-mock.ts';
import { COOKIE, post, send } from './send.ts';
import { transports } from './transports.ts';

const mock = createMock();
const documented = documentedPayloads['users.updateMe'].payload;

describe.each(transports)('over %s', (_name, call) => {
  test.each([
    ['nothing', {}],
    ['a name', { username: 'somebody' }],
    ["the user's own name in another case", { username: 'EXAMPLEUSER' }],
    ['an avatar', { avatar_source: 'discord_3' }],
    ['a cleared avatar', { avatar_source: '' }],
    ['nulls', { username: null, avatar_source: null }],
    ['unknown keys', { nickname: 'x', id: 7 }],
  ])('an update with %s gives the documented payload, byte for byte', async (_case, input) => {
    const answer = await call(mock, { operation: 'users.updateMe', input });
    expect(JSON.stringify(answer.value)).toBe(JSON.stringify(documented));
    expect(answer.headers.get('mock-example')).toBe('users.updateMe/200/documented');
  });

  test.each([
    ['username', 5, 'username must be a string'],
    ['username', ['ab'], 'username must be a string'],
    ['username', '', 'username must be at least 3 characters'],
    ['username', 'ab', 'username must be at least 3 characters'],
    ['username', 'a'.repeat(33), 'username must be at most 32 characters'],
    ['username', 'no spaces', 'username contains invalid characters'],
    ['username', 'имя', 'username contains invalid characters'],
    ['username', 'takenname', 'username is already taken'],
    ['username', 'TakenName', 'username is already taken'],
    ['username', 'EXAMPLEADMIN', 'username is already taken'],
    ['avatar_source', 5, 'avatar_source must be a string'],
    ['avatar_source', {}, 'avatar_source must be a string'],
    ['avatar_source', 'telegram', 'avatar_source telegram is not linked'],
    [
      'avatar_source',
      'discord_6',
      'avatar_source must be a linked platform or discord_0 to discord_5',
    ],
    [
      'avatar_source',
      'myspace',
      'avatar_source must be a linked platform or discord_0 to discord_5',
    ],
  ])('a %s of %j gets its error, and nothing else changes', async (field, value, sentence) => {
    const answer = await call(mock, { operation: 'users.updateMe', input: { [field]: value } });
    const username = field === 'username' ? 'exampleuser' : 'newname';
    const expected = { user: { ...documented.user, username }, errors: { [field]: sentence } };
    expect(JSON.stringify(answer.value)).toBe(JSON.stringify(expected));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('mock-example')).toBe('users.updateMe/200/field-errors');
  });

  test('both fields fail each with its own error, the documented order kept', async () => {
    const input = { avatar_source: 5, username: 5 };
    const { value } = await call(mock, { operation: 'users.updateMe', input });
    expect(JSON.stringify((value as UpdatedUser).errors)).toBe(
      JSON.stringify({
        username: 'username must be a string',
        avatar_source: 'avatar_source must be a string',
      }),
    );
  });

  test('the fields of each viewer are judged as theirs', async () => {
    const headers = { 'mock-viewer': 'admin' };
    const update = async (input: object) => {
      const { value } = await call(mock, { operation: 'users.updateMe', input, headers });
      return value as UpdatedUser;
    };
    expect((await update({ username: 'ExampleAdmin' })).errors).toBeNull();
    expect(await update({ username: 'exampleuser', avatar_source: 'discord' })).toMatchObject({
      user: { id: 2, username: 'exampleadmin' },
      errors: {
        username: 'username is already taken',
        avatar_source: 'avatar_source discord is not linked',
      },
    });
  });

  test.each(['exampleuser', 'nobody', 'ab', 'имя', '../me', 'a'.repeat(500)])(
    'the profile of %s is the documented one',
    async (username) => {
      const answer = await call(mock, { operation: 'users.profile', input: { username } });
      const { payload } = documentedPayloads['users.profile'];
      expect(JSON.stringify(answer.value)).toBe(JSON.stringify(payload));
    },
  );

  test('an update changes nothing that is read later', async () => {
    await call(mock, { operation: 'users.updateMe', input: { username: 'somebody' } });
    const { value } = await call(mock, { operation: 'users.me' });
    expect(JSON.stringify(value)).toBe(JSON.stringify(documentedPayloads['users.me'].payload));
  });
});

describe('a body that no server would take still gets the documented payload', () => {
  test.each([
    ['no JSON', { ...post(null), body: '{' }],
    ['nothing', { ...post(null), body: '' }],
    ['an array', post([{ username: 'ab' }])],
    ['a string', post('ab')],
    ['no UTF-8', { ...post(null), body: Uint8Array.of(0xff, 0xfe) }],
    ['text', post({ username: 'ab' }, { 'content-type': 'text/plain' })],
    ['a compressed body', post({ username: 'ab' }, { 'content-encoding': 'gzip' })],
    ['20 KiB', post({ username: 'ab', padding: 'x'.repeat(20_000) })],
  ])('%s', async (_case, sent) => {
    const rest = await send(mock, '/v1/users/me/update', sent);
    const trpc = await send(mock, '/trpc/users.updateMe', sent);
    expect([rest.status, rest.text]).toEqual([200, JSON.stringify(documented)]);
    expect([trpc.status, trpc.body]).toEqual([200, { result: { data: documented } }]);
  });

  test('a profile whose name cannot be decoded', async () => {
    const answer = await send(mock, '/v1/users/profile/%E0%A4%A', { headers: { cookie: COOKIE } });
    expect(answer.text).toBe(JSON.stringify(documentedPayloads['users.profile'].payload));
  });
});
