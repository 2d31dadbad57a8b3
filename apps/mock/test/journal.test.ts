import { expect, test } from 'vitest';
import { startTestMock } from './test-mock.ts';

const SESSION = { cookie: 'psession=c2VjcmV0' };
const JSON_TYPE = { 'content-type': 'application/json' };

test('the journal shows each request', async () => {
  await using mock = await startTestMock();
  const answer = await fetch(`${mock.url}/v1/users/me/update?page=2`, {
    method: 'POST',
    headers: { ...SESSION, ...JSON_TYPE, prefer: 'delay=1', 'mock-fault': 'malformed' },
    body: '{"username":"ab","nickname":"x"}',
  });
  expect(await readJournal(mock.url)).toEqual([
    {
      id: 1,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      method: 'POST',
      path: '/v1/users/me/update?page=2',
      operations: ['users.updateMe'],
      served: [expect.stringMatching(/^users\.updateMe\/200\//)],
      status: 200,
      viewer: 'user',
      violations: ['nickname is not declared', 'username must be at least 3 characters'],
      delay: 1,
      fault: 'malformed',
      correlation_id: answer.headers.get('x-correlation-id'),
      headers: expect.objectContaining({ cookie: 'psession=[redacted]' }),
    },
  ]);
});

test('nothing in the journal signs anybody in', async () => {
  await using mock = await startTestMock();
  const signedIn = await fetch(`${mock.url}/__mock/sessions`, {
    method: 'POST',
    headers: JSON_TYPE,
    body: '{"viewer":"owner"}',
  });
  const { token } = (await signedIn.json()) as { token: string };
  await fetch(`${mock.url}/v1/users/me?session=${token}`, {
    headers: {
      cookie: `psession=${token}; ${token}`,
      authorization: `Bearer ${token}`,
      'x-token': token,
      referer: `http://localhost:5173/in?token=${token}&code=${token}`,
    },
  });
  const text = await (await fetch(`${mock.url}/__mock/requests`)).text();
  expect(JSON.parse(text)).toMatchObject([{ viewer: 'owner' }]);
  expect(text).not.toContain(token);
});

test.each([
  ['a batch', {}],
  ['a streamed batch', { 'trpc-accept': 'application/jsonl' }],
])('%s is one request that served several examples', async (_what, headers) => {
  await using mock = await startTestMock();
  const input = encodeURIComponent('{"1":{"username":"exampleuser"}}');
  const url = `${mock.url}/trpc/users.me,users.profile?batch=1&input=${input}`;
  await (await fetch(url, { headers: { ...SESSION, ...headers } })).text();
  expect(await readJournal(mock.url)).toMatchObject([
    {
      path: '/trpc/users.me,users.profile?batch=1&input={"1":{"username":"exampleuser"}}',
      operations: ['users.me', 'users.profile'],
      served: ['users.me/200/documented', 'users.profile/200/documented'],
    },
  ]);
});

test('what names no operation is told too, and what is not for the contract is not', async () => {
  await using mock = await startTestMock();
  for (const path of ['/v1/nothing', '/healthz', '/openapi.json', '/__mock', '/__mock/examples']) {
    await fetch(`${mock.url}${path}`);
  }
  await fetch(`${mock.url}/v1/users/me`, {
    method: 'OPTIONS',
    headers: { origin: 'http://localhost:1', 'access-control-request-method': 'GET' },
  });
  expect(await readJournal(mock.url)).toMatchObject([
    { path: '/v1/nothing', operations: [], served: [], status: 404 },
  ]);
});

test('the journal keeps the last 200 requests', async () => {
  await using mock = await startTestMock();
  for (let count = 1; count <= 201; count += 1) {
    await (await fetch(`${mock.url}/v1/users/me?count=${count}`)).text();
  }
  const paths = (await readJournal(mock.url)).map(({ path }) => path);
  expect(paths).toHaveLength(200);
  expect([paths.at(0), paths.at(-1)]).toEqual(['/v1/users/me?count=2', '/v1/users/me?count=201']);
});

test('the journal can be cleared', async () => {
  await using mock = await startTestMock();
  await fetch(`${mock.url}/v1/users/me`);
  const cleared = await fetch(`${mock.url}/__mock/requests`, { method: 'DELETE' });
  expect(cleared.status).toBe(204);
  expect(await readJournal(mock.url)).toEqual([]);
});

async function readJournal(url: string): Promise<Record<string, unknown>[]> {
  const answer = await fetch(`${url}/__mock/requests`);
  return (await answer.json()) as Record<string, unknown>[];
}
