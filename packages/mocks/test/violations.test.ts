import { describe, expect, test } from 'vitest';
import { createMock } from '../src/create-mock.ts';
import { COOKIE, post, type Received, type Sent, send } from './send.ts';
import { transports } from './transports.ts';

const modes = ['examples', 'live'] as const;
const strict = { prefer: 'handling=strict' };

/** Updates that break the contract in their form, and how they are told of it. */
const broken: readonly (readonly [input: unknown, violations: readonly string[]])[] = [
  [{ nickname: 'x' }, ['nickname is not declared']],
  [{ username: 'newname', id: 7, state: 1 }, ['id is not declared', 'state is not declared']],
  [{ username: 'ab' }, ['username must be at least 3 characters']],
  [{ username: 5 }, ['username must be a string']],
  [{ avatar_source: 5 }, ['avatar_source must be a string']],
  [
    { avatar_source: 'myspace' },
    ['avatar_source must be a linked platform or discord_0 to discord_5'],
  ],
  [
    { username: 'no spaces', avatar_source: [], extra: null },
    [
      'extra is not declared',
      'username contains invalid characters',
      'avatar_source must be a string',
    ],
  ],
  [[], ['the input must be a JSON object']],
  [null, ['the input must be a JSON object']],
  ['newname', ['the input must be a JSON object']],
];

/** Updates whose form is fine; whether they pass is another question. */
const sound = [
  {},
  { username: null, avatar_source: null },
  { username: 'newname', avatar_source: 'discord_0' },
  { username: 'takenname' },
  { avatar_source: 'telegram' },
  { avatar_source: '' },
];

describe.each(modes)('in %s mode', (mode) => {
  const mock = createMock({ mode });

  describe.each(['/v1/users/me/update', '/trpc/users.updateMe'])('%s', (path) => {
    test.each(broken)('with %j tells what it breaks', async (input, violations) => {
      expect(readViolations(await send(mock, path, post(input)))).toEqual(violations);
    });

    test.each(broken)('with %j is a 400 when handled strictly', async (input, violations) => {
      const answer = await send(mock, path, post(input, strict));
      expect([answer.status, readViolations(answer)]).toEqual([400, violations]);
      expect(answer.text).toContain('Invalid request');
      expect(answer.headers.get('preference-applied')).toBe('handling=strict');
      expect(answer.headers.get('mock-example')).toBeNull();
    });

    test.each(sound)('with %j breaks nothing', async (input) => {
      const answer = await send(mock, path, post(input, strict));
      expect([answer.status, readViolations(answer)]).toEqual([200, []]);
      expect(answer.headers.get('preference-applied')).toBe('handling=strict');
    });

    test.each([
      ['no JSON', { ...post(null), body: '{' }, 'the input must be a JSON object'],
      ['nothing', { ...post(null), body: '' }, 'the input must be a JSON object'],
    ])('with %s tells so', async (_case, sent, sentence) => {
      expect(readViolations(await send(mock, path, sent))).toEqual([sentence]);
    });
  });
});

test.each(['/v1/users/me/update', '/trpc/users.updateMe'])(
  '%s tells of a body no server would read',
  async (path) => {
    const mock = createMock();
    const told = async (sent: Sent) => readViolations(await send(mock, path, sent));
    expect(await told(post({}, { 'content-type': 'text/plain' }))).toEqual([
      'Content type must be application/json',
    ]);
    expect(await told(post('x'.repeat(20_000)))).toEqual(['Request too large']);
  },
);

test('a strict refusal stores nothing', async () => {
  const mock = createMock({ mode: 'live' });
  const sent = post({ username: 'somebody', nickname: 'x' }, strict);
  await send(mock, '/v1/users/me/update', sent);
  const { body } = await send(mock, '/v1/users/me', { headers: { cookie: COOKIE } });
  expect(body).toMatchObject({ username: 'exampleuser' });
});

describe('a profile', () => {
  test.each(transports)('over %s of any text breaks nothing', async (_name, call) => {
    for (const username of ['exampleuser', 'ab', 'имя', 'a'.repeat(99)]) {
      const headers = { cookie: COOKIE, ...strict };
      const answer = await call(createMock(), {
        operation: 'users.profile',
        input: { username },
        headers,
      });
      expect([answer.status, answer.headers.get('mock-violations')]).toEqual([200, null]);
    }
  });

  test.each([
    ['', ['the input must be a JSON object']],
    ['{', ['the input must be a JSON object']],
    ['{}', [expect.stringMatching(/^username: /)]],
    ['{"username":5}', [expect.stringMatching(/^username: /)]],
    ['{"username":"somebody","x":1}', ['x is not declared']],
  ])('over tRPC with the input %s tells what it breaks', async (input, violations) => {
    const path = `/trpc/users.profile?input=${encodeURIComponent(input)}`;
    const answer = await send(createMock(), path, { headers: { cookie: COOKIE } });
    expect(readViolations(answer)).toEqual(violations);
  });

  test('over tRPC without an input tells so', async () => {
    const headers = { cookie: COOKIE };
    const answer = await send(createMock(), '/trpc/users.profile', { headers });
    expect([answer.status, readViolations(answer)]).toEqual([
      200,
      ['the input must be a JSON object'],
    ]);
  });

  test('whose name cannot be decoded tells so', async () => {
    const headers = { cookie: COOKIE };
    const answer = await send(createMock(), '/v1/users/profile/%ff', { headers });
    expect(readViolations(answer)).toEqual(['Invalid request']);
  });
});

test('the calls of a batch are told apart', async () => {
  const sent = post({ 0: { username: 'ab' }, 1: { nickname: 'x' } });
  const answer = await send(createMock(), '/trpc/users.updateMe,users.updateMe?batch=1', sent);
  expect(readViolations(answer)).toEqual([
    'users.updateMe: username must be at least 3 characters',
    'users.updateMe: nickname is not declared',
  ]);
});

describe('the header', () => {
  test('holds text of any script in ASCII', async () => {
    const answer = await send(createMock(), '/v1/users/me/update', post({ имя: 1, '🦊\n': 2 }));
    expect(answer.headers.get('mock-violations')).toMatch(/^[ -~]+$/);
    expect(readViolations(answer)).toEqual(['имя is not declared', '🦊\n is not declared']);
  });

  test('ends before it grows too long, and stays JSON', async () => {
    const keys = Array.from({ length: 1000 }, (_, at) => [`ключ${at}`, 1]);
    const answer = await send(createMock(), '/v1/users/me/update', post(Object.fromEntries(keys)));
    const header = answer.headers.get('mock-violations') ?? '';
    expect(header.length).toBeLessThanOrEqual(4096);
    expect(header.length).toBeGreaterThan(4000);
    expect(readViolations(answer)[0]).toBe('ключ0 is not declared');
  });

  test('shows the beginning of a key that fills it alone', async () => {
    const sent = post({ [`${'🦊'.repeat(3000)}`]: 1 });
    const answer = await send(createMock(), '/v1/users/me/update', sent);
    expect(readViolations(answer)).toEqual([`${'🦊'.repeat(100)} is not declared`]);
  });
});

function readViolations({ headers }: Received): readonly string[] {
  return JSON.parse(headers.get('mock-violations') ?? '[]');
}
