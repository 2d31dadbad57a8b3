import { documentedPayloads, examples } from '@portal/contract';
import { launchChromium, openUser, type TestUser } from '@portal/workspace/chromium';
import type { LocalServer } from '@portal/workspace/serve-locally';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp, serveApp } from './app-page.ts';
import { startTestMock, type TestMock } from './test-mock.ts';

const LINKS = ['httpLink', 'httpBatchLink', 'httpBatchStreamLink'] as const;
const ME = '/v1/users/me';
const UPDATE = '/v1/users/me/update';
const PROFILE = '/v1/users/profile/exampleuser';
const DOCUMENTED_UPDATE = { username: 'newname', avatar_source: 'discord' };

let browser: Browser;
let server: LocalServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), serveApp()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

test('an app on another port shows the documented payloads over REST', async () => {
  await using mock = await startTestMock();
  await using user = await openUser(browser);
  const app = await openSignedIn(user, mock);
  expect(new URL(app.page.url()).port).not.toBe(new URL(mock.url).port);
  const shown = [
    await app.rest(ME),
    await app.rest(UPDATE, { body: DOCUMENTED_UPDATE }),
    await app.rest(PROFILE),
  ];
  expect(shown.map(({ body }) => body)).toEqual(documentedAnswers());
  expect(shown.map(({ example }) => example)).toEqual([
    'users.me/200/documented',
    'users.updateMe/200/documented',
    'users.profile/200/documented',
  ]);
});

test('an app on another port shows the documented payloads over tRPC with every link', async () => {
  await using mock = await startTestMock();
  await using user = await openUser(browser);
  const app = await openSignedIn(user, mock);
  const [me, updated, profile] = documentedAnswers();
  for (const link of LINKS) {
    const queries = [['users.me'], ['users.profile', { username: 'exampleuser' }]] as const;
    expect(await app.trpc(link, queries), link).toEqual([me, profile]);
    expect(await app.trpc(link, [['users.updateMe', DOCUMENTED_UPDATE]]), link).toEqual([updated]);
  }
});

test('an app without a session is told so over both', async () => {
  await using mock = await startTestMock();
  await using user = await openUser(browser);
  const app = await openApp(user, server, mock.url);
  expect(await app.rest(ME)).toMatchObject({
    status: 401,
    body: { error: 'Authentication required' },
  });
  expect(await app.trpc('httpBatchLink', [['users.me']])).toEqual({
    failed: 'Authentication required',
    status: 401,
  });
});

test('an app gets partial success, chosen by name or by what it sends', async () => {
  await using mock = await startTestMock();
  await using user = await openUser(browser);
  const app = await openSignedIn(user, mock);
  const body = { username: 'ab', avatar_source: '' };
  const headers = { Prefer: 'example=partial' };
  const errors = { username: 'username must be at least 3 characters' };
  const chosen = await app.rest(UPDATE, { body: DOCUMENTED_UPDATE, headers });
  expect(chosen).toMatchObject({
    status: 200,
    example: 'users.updateMe/200/partial',
    applied: 'example=partial',
    body: toValue(examples['users.updateMe'].partial),
  });
  const judged = await app.rest(UPDATE, { body: { ...body, nickname: 'x' } });
  expect(judged).toMatchObject({ status: 200, body: { user: { id: 42 }, errors } });
  expect(JSON.parse(judged.violations ?? '')).toEqual([
    'nickname is not declared',
    errors.username,
  ]);
  expect(await app.trpc('httpLink', [['users.updateMe', body]])).toMatchObject([{ errors }]);
});

test('an app gets a 404 over both', async () => {
  await using mock = await startTestMock();
  await using user = await openUser(browser);
  const app = await openSignedIn(user, mock);
  const error = 'User not found';
  const chosen = await app.rest(PROFILE, { headers: { Prefer: 'code=404' } });
  expect(chosen).toMatchObject({ status: 404, body: { error } });
  await app.page
    .context()
    .addCookies([{ name: 'mock_controls', value: 'users.profile%3Dnot-found', url: mock.url }]);
  const profile = ['users.profile', { username: 'exampleuser' }] as const;
  expect(await app.trpc('httpBatchLink', [profile])).toEqual({ failed: error, status: 404 });
});

test('in mode live an app reads back its own update, and a second browser sees none of it', async () => {
  await using mock = await startTestMock({ mode: 'live' });
  await using user = await openUser(browser);
  await using other = await openUser(browser);
  const app = await openSignedIn(user, mock);
  const otherApp = await openSignedIn(other, mock);
  const updated = await app.rest(UPDATE, {
    body: { username: 'renamed', avatar_source: 'myspace' },
  });
  expect(updated).toMatchObject({
    status: 200,
    body: {
      user: { username: 'renamed', avatar_source: 'discord' },
      errors: { avatar_source: expect.any(String) },
    },
  });
  const own = await app.rest(ME);
  expect(own).toMatchObject({ example: 'users.me/200/live', body: { username: 'renamed' } });
  expect(await app.trpc('httpBatchLink', [['users.me']])).toEqual([own.body]);
  expect(await app.rest('/v1/users/profile/renamed')).toMatchObject({ status: 200 });
  expect(await otherApp.rest(ME)).toMatchObject({ body: { username: 'exampleuser' } });
  expect(await otherApp.rest('/v1/users/profile/renamed')).toMatchObject({ status: 404 });
  expect(await otherApp.trpc('httpBatchLink', [['users.me']])).toMatchObject([
    { username: 'exampleuser' },
  ]);
});

test('a page from elsewhere may read answers only when its origin was named', async () => {
  const elsewhere = 'https://elsewhere.example';
  await using mock = await startTestMock();
  await using willing = await startTestMock({ corsOrigins: [elsewhere] });
  await using user = await openUser(browser);
  await user.context.route(`${elsewhere}/**`, (route) => route.fulfill({ body: 'a page' }));
  // Without it Chromium itself keeps public pages from this machine.
  await user.context.grantPermissions(['local-network-access'], { origin: elsewhere });
  const page = await user.open(elsewhere);
  const read = (url: string) =>
    page.evaluate((to) => fetch(to).then((answer) => answer.status), `${url}${ME}`);
  await expect(read(mock.url)).rejects.toThrow('Failed to fetch');
  expect(await read(willing.url)).toBe(401);
});

async function openSignedIn(user: TestUser, mock: TestMock): Promise<App> {
  const app = await openApp(user, server, mock.url);
  await app.signIn('user');
  return app;
}

function documentedAnswers(): unknown[] {
  return [
    documentedPayloads['users.me'].payload,
    documentedPayloads['users.updateMe'].payload,
    documentedPayloads['users.profile'].payload,
  ];
}

function toValue(example: { outcome: { ok: true; value: unknown } | { ok: false } }): unknown {
  return example.outcome.ok ? example.outcome.value : undefined;
}
