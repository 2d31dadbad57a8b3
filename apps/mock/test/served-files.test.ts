import { createOpenApiDocument, exampleEntries, operations } from '@portal/contract';
import { expect, test } from 'vitest';
import { startTestMock } from './test-mock.ts';

test('the root leads to the console', async () => {
  await using mock = await startTestMock();
  for (const path of ['/', '/__mock/']) {
    const answer = await fetch(`${mock.url}${path}`, { redirect: 'manual' });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/__mock');
  }
});

test('it says that it lives', async () => {
  await using mock = await startTestMock();
  const answer = await fetch(`${mock.url}/healthz`);
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
});

test("it serves the contract's own OpenAPI document", async () => {
  await using mock = await startTestMock();
  const answer = await fetch(`${mock.url}/openapi.json`);
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(createOpenApiDocument())));
});

test('it lists every example of every operation', async () => {
  await using mock = await startTestMock({ mode: 'live' });
  const answer = await fetch(`${mock.url}/__mock/examples`);
  const listed = (await answer.json()) as Listing;
  expect(listed).toMatchObject({ mode: 'live', controls_cookie: 'mock_controls' });
  expect(listed.operations.map(({ id }) => id)).toEqual(Object.keys(operations));
  const names = listed.operations.flatMap(({ id, examples }) =>
    examples.map(({ name }) => `${id}/${name}`),
  );
  expect(names).toEqual(exampleEntries.map(({ operation, name }) => `${operation}/${name}`));
});

test('an example is listed with its request, its answer, and where it is from', async () => {
  await using mock = await startTestMock();
  const answer = await fetch(`${mock.url}/__mock/examples`);
  const { operations: listed } = (await answer.json()) as Listing;
  expect(listed[2]?.examples.find(({ name }) => name === 'not-found')).toEqual({
    name: 'not-found',
    status: 404,
    viewer: 'user',
    given: null,
    source: 'ours',
    input: { username: 'nobody' },
    payload: { error: 'User not found', correlation_id: '00000000-0000-4000-8000-000000000000' },
  });
  expect(listed[1]?.examples.find(({ name }) => name === 'account-banned')).toMatchObject({
    given: 'the viewer is banned for good',
    input: { username: 'newname', avatar_source: 'discord' },
    payload: { reason: 'Ban evasion', expires_at: null },
  });
});

interface Listing {
  readonly operations: readonly {
    readonly id: string;
    readonly examples: readonly { readonly name: string }[];
  }[];
}

test.each([
  ['/__mock', 'text/html; charset=utf-8'],
  ['/__mock/console/console.css', 'text/css; charset=utf-8'],
  ['/__mock/console/console.js', 'text/javascript; charset=utf-8'],
  ['/__mock/console/icon.svg', 'image/svg+xml'],
  ['/favicon.ico', 'image/svg+xml'],
])('%s is %s and may load nothing from elsewhere', async (path, type) => {
  await using mock = await startTestMock();
  const answer = await fetch(`${mock.url}${path}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe(type);
  expect(answer.headers.get('content-security-policy')).toBe(
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});

test('the page has no script and no style within it', async () => {
  await using mock = await startTestMock();
  const page = await (await fetch(`${mock.url}/__mock`)).text();
  expect(page).not.toMatch(/<style|style=|<script(?![^>]* src="\/)|\son\w+=|https?:\/\//);
});

test.each([
  '/__mock/console/',
  '/__mock/console/index.html',
  '/__mock/console/../list-examples.ts',
  '/__mock/console/%2e%2e/list-examples.ts',
  '/__mock/console/..%2flist-examples.ts',
  '/__mock/nothing',
])('nothing is at %s', async (path) => {
  await using mock = await startTestMock();
  const answer = await fetch(`${mock.url}${path}`);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ error: 'Not found' });
});

test.each([
  ['POST', '/__mock/requests', 'GET, HEAD, DELETE'],
  ['DELETE', '/healthz', 'GET, HEAD'],
  ['PUT', '/__mock', 'GET, HEAD'],
  ['OPTIONS', '/__mock/requests', 'GET, HEAD, DELETE'],
])('%s is no method of %s', async (method, path, allow) => {
  await using mock = await startTestMock();
  const answer = await fetch(`${mock.url}${path}`, { method });
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe(allow);
  expect(await answer.json()).toMatchObject({ error: 'Method not allowed' });
});

test('HEAD gets the headers of GET alone', async () => {
  await using mock = await startTestMock();
  for (const path of ['/__mock', '/__mock/examples', '/openapi.json', '/healthz']) {
    const [head, get] = await Promise.all([
      fetch(`${mock.url}${path}`, { method: 'HEAD' }),
      fetch(`${mock.url}${path}`),
    ]);
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
  }
});
