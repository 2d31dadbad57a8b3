import { describe, expect, test } from 'vitest';
import { expectRefusal } from '../support/expect-refusal.ts';
import {
  hostileTest,
  type MarkedPortal,
  readUsernames,
  startMarkedPortal,
} from '../support/hostile-portal.ts';
import { toAnswer } from '../support/to-answer.ts';

const INVALID = { status: 400, error: 'Invalid request' };
const TOO_MANY = { status: 429, error: 'Too many requests' };
const LARGEST_REFUSAL = 1024;

// As many calls as 16 KiB of request line can name.
describe.each([
  [',', 5000],
  ['%2C', 3500],
  ['%2c', 3500],
] as const)('with %s between its calls', (comma, most) => {
  test('a batch of 10 queries is answered', async () => {
    await using portal = await startMarkedPortal();
    const response = await getBatch(portal, toPath('users.me', 10, comma));
    expect(response.status).toBe(200);
    const user = { result: { data: expect.objectContaining({ username: 'viewer' }) } };
    expect(await response.json()).toEqual(Array(10).fill(user));
  });

  test('a batch of 10 updates is answered, and each is stored', async () => {
    await using portal = await startMarkedPortal();
    const inputs = Array.from({ length: 10 }, (_, index) => [index, { username: `name-${index}` }]);
    const path = toPath('users.updateMe', 10, comma);
    const response = await postBatch(portal, path, Object.fromEntries(inputs));
    expect(response.status).toBe(200);
    expect(await response.json()).toHaveLength(10);
    expect(readUsernames(portal)).toEqual(['exampleuser', expect.stringMatching(/^name-\d$/)]);
  });

  hostileTest.for([11, most])('a batch of %i queries is refused', async (size, { portal }) => {
    const path = toPath(size === 11 ? 'users.me' : 'q', size, comma);
    await expectRefusedWhole(portal, await getBatch(portal, path));
  });

  hostileTest.for([11, most])('a batch of %i updates is refused', async (size, { portal }) => {
    const path = toPath(size === 11 ? 'users.updateMe' : 'u', size, comma);
    const inputs = { 0: { username: 'changed' }, 10: { username: 'changed' } };
    await expectRefusedWhole(portal, await postBatch(portal, path, inputs));
    expect(readUsernames(portal)).toContain('viewer');
  });
});

hostileTest('a batch of nothing but commas is refused', async ({ portal }) => {
  await expectRefusedWhole(portal, await getBatch(portal, ','.repeat(15_000)));
});

test('one refused call of a batch leaves the others theirs', async () => {
  await using portal = await startMarkedPortal();
  const path = 'users.me,nothing,__proto__,constructor';
  const answers = (await (await getBatch(portal, path)).json()) as readonly unknown[];
  const refusal = (message: string) => ({ error: { message } });
  expect(answers).toMatchObject([
    { result: { data: { username: 'viewer' } } },
    refusal('Not found'),
    refusal('Not found'),
    refusal('Not found'),
  ]);
});

hostileTest('updates among queries are refused whole', async ({ portal }) => {
  const inputs = { 1: { username: 'changed' } };
  await expectRefusedWhole(portal, await getBatch(portal, 'users.me,users.updateMe'));
  await expectRefusedWhole(portal, await postBatch(portal, 'users.me,users.updateMe', inputs));
  expect(readUsernames(portal)).toContain('viewer');
});

// tRPC reads its query as `URLSearchParams` does, and so must what counts the calls.
test.for(['batch=1', '%62atch=1', 'batch=%31', 'x&batch=1', 'x=%zz&b%61tch=1', 'batch=1&batch=0'])(
  'a batch asked for by ?%s spends one request for each call',
  async (query) => {
    await using portal = await startMarkedPortal({ env: { RATE_LIMIT_USER: '6' } });
    expect(await get(portal, `users.me,users.me%2Cusers.me,users.me,users.me?${query}`)).toBe(200);
    expect([await get(portal, 'users.me'), await get(portal, 'users.me')]).toEqual([200, 429]);
  },
);

test.for(['', 'batch=0', 'batch=01', 'batch=0&batch=1', 'batch[]=1'])(
  'what ?%s asks for is no batch, and spends one request',
  async (query) => {
    await using portal = await startMarkedPortal({ env: { RATE_LIMIT_USER: '2' } });
    expect(await get(portal, `users.me,users.me,users.me?${query}`)).toBe(404);
    expect([await get(portal, 'users.me'), await get(portal, 'users.me')]).toEqual([200, 429]);
  },
);

test('a batch that is refused for its size spends one request', async () => {
  await using portal = await startMarkedPortal({ env: { RATE_LIMIT_USER: '2' } });
  expect(await getBatch(portal, toPath('users.me', 11, ','))).toHaveProperty('status', 400);
  expect([await get(portal, 'users.me'), await get(portal, 'users.me')]).toEqual([200, 429]);
});

test('a batch over the limit is told when to come back, and nothing of it runs', async () => {
  await using portal = await startMarkedPortal({ env: { RATE_LIMIT_USER: '3' } });
  const inputs = { 0: { username: 'changed' }, 1: {}, 2: {}, 3: {} };
  const response = await postBatch(portal, toPath('users.updateMe', 4, ','), inputs);
  const seconds = Number(response.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expectRefusal(portal, await toAnswer(response), TOO_MANY);
  expect(readUsernames(portal)).toContain('viewer');
});

function toPath(procedure: string, size: number, comma: string): string {
  return Array(size).fill(procedure).join(comma);
}

async function getBatch(portal: MarkedPortal, path: string): Promise<Response> {
  const headers = { cookie: portal.cookie };
  return fetch(`${portal.url}/trpc/${path}?batch=1`, { headers });
}

async function get(portal: MarkedPortal, pathAndQuery: string): Promise<number> {
  const headers = { cookie: portal.cookie };
  return (await fetch(`${portal.url}/trpc/${pathAndQuery}`, { headers })).status;
}

async function postBatch(portal: MarkedPortal, path: string, inputs: unknown): Promise<Response> {
  const headers = { cookie: portal.cookie, 'content-type': 'application/json' };
  const body = JSON.stringify(inputs);
  return fetch(`${portal.url}/trpc/${path}?batch=1`, { method: 'POST', headers, body });
}

/** One small error for the whole batch, and no session was even looked up for it. */
async function expectRefusedWhole(portal: MarkedPortal, response: Response): Promise<void> {
  const answer = await toAnswer(response);
  expectRefusal(portal, answer, INVALID);
  expect(answer.text.length).toBeLessThan(LARGEST_REFUSAL);
  const [line] = portal.logs.filter(({ correlation_id: id }) => id === answer.correlation_id);
  expect(line).not.toHaveProperty('user_id');
}
