import { documentedPayloads, refuse } from '@portal/contract';
import { describe, expect, test, vi } from 'vitest';
import { createFakeService } from './fake-service.ts';
import {
  createTestTrpc,
  expectError,
  type TestTrpc,
  toExpectedError,
  toPost,
  VIEWER,
} from './test-trpc.ts';

const me = { result: { data: documentedPayloads['users.me'].payload } };
const profile = { result: { data: documentedPayloads['users.profile'].payload } };
const jsonl = { headers: { 'trpc-accept': 'application/jsonl' } };

/** One call of each kind of answer: a value, three refusals, another value. */
const mixed = toBatch(
  ['users.me', 'users.profile', 'users.absent', 'users.profile', 'users.profile'],
  {
    1: { username: 'nobody' },
    3: { username: 5 },
    4: { username: 'exampleuser' },
  },
);
const mixedAnswers = [
  me,
  toExpectedError('user_not_found'),
  toExpectedError('not_found'),
  toExpectedError('invalid_request'),
  profile,
];

describe('a batch', () => {
  test('of 10 calls is answered call by call', async () => {
    const { status, text } = await createTestTrpc().send(toBatch(Array(10).fill('users.me')));
    expect(status).toBe(200);
    expect(text).toBe(JSON.stringify(Array(10).fill(me)));
  });

  test('of one call is answered as a batch', async () => {
    const { status, text } = await createTestTrpc().send(toBatch(['users.me']));
    expect([status, text]).toEqual([200, JSON.stringify([me])]);
  });

  test('of mixed results gives each call its own, and the status of many', async () => {
    const trpc = createTestTrpc();
    const { status, headers, text } = await trpc.send(mixed);
    expect(JSON.parse(text)).toEqual(mixedAnswers);
    expect([status, headers.get('content-type')]).toEqual([207, 'application/json']);
    expect(trpc.bugs).toEqual([]);
  });

  test('of calls that all fail alike has their status', async () => {
    const trpc = createTestTrpc({
      authenticate: async () => refuse({ code: 'authentication_required' }),
    });
    const { status, text } = await trpc.send(toBatch(['users.me', 'users.profile']));
    expect(JSON.parse(text)).toEqual(Array(2).fill(toExpectedError('authentication_required')));
    expect(status).toBe(401);
  });

  test('of mutations takes its inputs from the body, in turn', async () => {
    const body = JSON.stringify({ 0: { username: 'first' }, 1: { username: 5 } });
    const target = 'users.updateMe,users.updateMe?batch=1';
    const { status, text } = await createTestTrpc().send(target, toPost(body));
    const [first, second] = JSON.parse(text);
    expect(status).toBe(200);
    expect(first.result.data).toMatchObject({ user: { username: 'first' }, errors: null });
    expect(second.result.data.errors).toEqual({ username: 'username must be a string' });
  });

  test('is authenticated once, whatever the answer is', async () => {
    const refusal = refuse({ code: 'authentication_required' });
    for (const outcome of [{ ok: true, value: VIEWER } as const, refusal]) {
      const authenticate = vi.fn(async () => outcome);
      await createTestTrpc({ authenticate }).send(toBatch(['users.me', 'users.me', 'users.me']));
      expect(authenticate).toHaveBeenCalledTimes(1);
    }
  });

  test('with one bug reports it once and answers the other calls', async () => {
    const bug = new Error('SECRET');
    const trpc = createTestTrpc({
      service: createFakeService({ 'users.me': () => Promise.reject(bug) }),
    });
    const { status, text } = await trpc.send(
      toBatch(['users.me', 'users.profile'], { 1: { username: 'exampleuser' } }),
    );
    expect(JSON.parse(text)).toEqual([toExpectedError('internal_error'), profile]);
    expect(status).toBe(207);
    expect(trpc.bugs).toEqual([bug]);
  });

  test.each(['{', '5', '[]', '"a"'])(
    'with %s for its inputs is invalid where an input is needed',
    async (input) => {
      const target = `users.me,users.profile?batch=1&input=${encodeURIComponent(input)}`;
      const { text } = await createTestTrpc().send(target);
      expect(JSON.parse(text)).toEqual([me, toExpectedError('invalid_request')]);
    },
  );
});

describe('what is refused before there is a call', () => {
  const eleven = Array(11).fill('users.me');

  const manyMutations = `${Array(11).fill('users.updateMe')}?batch=1`;

  type Sent = readonly [target: string, init?: RequestInit];
  const invalid: readonly (readonly [name: string, sent: Sent])[] = [
    ['a batch of 11', [toBatch(eleven)]],
    ['a streamed batch of 11', [toBatch(eleven), jsonl]],
    ['a batch of 11 mutations', [manyMutations, toPost('{}')]],
    ['queries and mutations together', [toBatch(['users.me', 'users.updateMe'])]],
    ['a stream that is no batch', ['users.me', jsonl]],
    ['broken encoding in the path', ['users.%E0%A4%A']],
    ['broken connection parameters', ['users.me?connectionParams={']],
  ];

  test.each(invalid)(
    '%s: invalid as a whole, as JSON, with the correlation id',
    async (_name, sent) => {
      const trpc = createUnreached();
      expectError(await trpc.send(...sent), 'invalid_request');
      expect(trpc.bugs).toEqual([]);
    },
  );

  test.each([
    ['text', { method: 'POST', body: 'username=a' }],
    ['a form', { method: 'POST', body: new URLSearchParams({ username: 'a' }) }],
    ['a post without a type', { method: 'POST' }],
  ])('%s: of the wrong type, as JSON, with the correlation id', async (_case, init) => {
    const trpc = createUnreached();
    expectError(await trpc.send('users.updateMe', init), 'unsupported_media_type');
    expect(trpc.bugs).toEqual([]);
  });

  test('has the correlation id of its own request, also when many are refused at once', async () => {
    const ids = Array.from({ length: 20 }, (_, at) => `request-${at}`);
    const told = ids.map(async (correlation_id) => {
      const { text } = await createTestTrpc({ correlation_id }).send(toBatch(eleven));
      return JSON.parse(text).error.data.correlation_id;
    });
    expect(await Promise.all(told)).toEqual(ids);
  });

  /** Reaching either of the two would be a bug, and reported as one. */
  function createUnreached(): TestTrpc {
    const reached = () => Promise.reject(new Error('reached'));
    const service = createFakeService({ 'users.me': reached, 'users.updateMe': reached });
    return createTestTrpc({ authenticate: reached, service });
  }
});

describe('a streamed batch', () => {
  test('gives each call what a plain batch gives it', async () => {
    const trpc = createTestTrpc();
    const { status, text } = await trpc.send(mixed, jsonl);
    expect(status).toBe(200);
    expect(readStream(text)).toEqual(mixedAnswers);
    expect(trpc.bugs).toEqual([]);
  });

  test('tells a refusal with what it has beside its sentence', async () => {
    const refusal = refuse({ code: 'account_banned', reason: 'Spam', expires_at: null });
    const trpc = createTestTrpc({ authenticate: async () => refusal });
    const { text } = await trpc.send(toBatch(['users.me']), jsonl);
    expect(readStream(text)).toEqual([toExpectedError('account_banned')]);
  });

  test('tells of a bug its id alone, and reports it once', async () => {
    const bug = new Error('SECRET');
    const trpc = createTestTrpc({
      service: createFakeService({ 'users.me': () => Promise.reject(bug) }),
    });
    const { text } = await trpc.send(toBatch(['users.me', 'users.absent']), jsonl);
    expect(readStream(text)).toEqual([
      toExpectedError('internal_error'),
      toExpectedError('not_found'),
    ]);
    expect(text).not.toContain('SECRET');
    expect(trpc.bugs).toEqual([bug]);
  });
});

function toBatch(procedures: readonly string[], inputs: object = {}): string {
  return `${procedures.join()}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`;
}

type Chunk = readonly [
  value: readonly unknown[],
  ...later: readonly (readonly [string | null, number, number])[],
];

/**
 * The answers of a stream, put together: its first line has a chunk for each call, each later line is
 * `[id, 0, chunk]`, and a chunk says by which ids the rest of it will come.
 */
function readStream(text: string): readonly unknown[] {
  const [head, ...lines] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const chunks = new Map<number, Chunk>(lines.map(([id, , chunk]) => [id, chunk]));
  const read = ([[value], ...later]: Chunk): unknown => {
    const parts = later.map(([key, , id]) => [key, read(chunks.get(id) as Chunk)] as const);
    const [whole] = parts.filter(([key]) => key === null);
    return whole === undefined ? { ...Object(value), ...Object.fromEntries(parts) } : whole[1];
  };
  return Object.values(head as Record<string, Chunk>).map(read);
}
