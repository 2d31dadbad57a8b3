import { launchChromium, openUser, type TestUser } from '@portal/workspace/chromium';
import type { LocalServer } from '@portal/workspace/serve-locally';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp } from './app-page.ts';
import { readPrograms } from './readme-programs.ts';
import { serveWorkerApp } from './worker-app.ts';

const BASE_URL = 'http://localhost:3000';
const ME = '/v1/users/me';
const PROFILE = '/v1/users/profile/exampleuser';
const TRPC_PROFILE = ['users.profile', { username: 'exampleuser' }] as const;
const [startWorker = '', signIn = ''] = await readPrograms('With MSW in a browser');

let browser: Browser;
let server: LocalServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), serveWorkerApp(startWorker)]);
});
afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

test('the lines for a browser sign an app in, which reads back what it changes', async () => {
  await using user = await openUser(browser);
  const app = await openSignedIn(user);
  expect(await app.rest(ME)).toMatchObject({
    status: 200,
    example: 'users.me/200/live',
    body: { username: 'exampleadmin', permission_level: 2, avatar_source: null },
  });
  await app.trpc('httpBatchLink', [['users.updateMe', { username: 'renamed' }]]);
  expect(await app.rest(ME)).toMatchObject({ body: { username: 'renamed' } });
  await app.rest(`${ME}/update`, { body: { avatar_source: 'discord_3' } });
  expect(await app.trpc('httpBatchLink', [['users.me']])).toMatchObject([
    { username: 'renamed', avatar_source: 'discord_3' },
  ]);
  expect(user.complaints).toEqual([]);
});

test('the session goes with the viewer anonymous', async () => {
  await using user = await openUser(browser);
  const app = await openSignedIn(user);
  await app.page.evaluate(inConsole(signIn.replace('admin', 'anonymous')));
  const error = 'Authentication required';
  expect(await app.rest(ME)).toMatchObject({ status: 401, body: { error } });
  expect(await app.trpc('httpBatchLink', [['users.me']])).toEqual({ failed: error, status: 401 });
  expect(user.complaints).toEqual(refused('401 (Unauthorized)'));
});

test('the session outlives a reload, and what it changed does not', async () => {
  await using user = await openUser(browser);
  const app = await openSignedIn(user);
  await app.rest(`${ME}/update`, { body: { username: 'renamed' } });
  await app.page.reload();
  await app.page.locator('html[data-ready]').waitFor();
  expect(await app.rest(ME)).toMatchObject({ status: 200, body: { username: 'exampleadmin' } });
  expect(user.complaints).toEqual([]);
});

test('an override is a 404 over REST and tRPC, until handlers are reset', async () => {
  await using user = await openUser(browser);
  const app = await openSignedIn(user);
  const error = 'User not found';
  await app.page.evaluate("worker.use(mock.users.profile('not-found'))");
  expect(await app.rest(PROFILE)).toMatchObject({ status: 404, body: { error } });
  expect(await app.trpc('httpBatchLink', [TRPC_PROFILE])).toEqual({ failed: error, status: 404 });
  expect(user.complaints).toEqual(refused('404 (Not Found)'));
  await app.page.evaluate('worker.resetHandlers()');
  const { status, body } = await app.rest(PROFILE);
  expect(status).toBe(200);
  expect(await app.trpc('httpBatchLink', [TRPC_PROFILE])).toEqual([body]);
});

test("what is not for Portal goes to the page's own server, without a warning", async () => {
  await using user = await openUser(browser);
  const app = await openSignedIn(user);
  const read = (path: string) =>
    app.page.evaluate((to) => fetch(to).then((answer) => answer.text()), path);
  expect(await read('/')).toContain('<!doctype html>');
  expect(await read(ME)).toBe('');
  expect(user.complaints).toEqual(refused('404 (Not Found)', 1));
});

test("Portal may be the page's own origin", async () => {
  await using own = await serveWorkerApp(startWorker.replace(BASE_URL, ''));
  await using user = await openUser(browser);
  const app = await openApp(user, own, '');
  await app.page.evaluate(inConsole(signIn.replace(BASE_URL, '')));
  const { body } = await app.rest(ME);
  expect(body).toMatchObject({ username: 'exampleadmin' });
  expect(await app.trpc('httpBatchLink', [['users.me']])).toEqual([body]);
});

/** The app after the lines for a browser. */
async function openSignedIn(user: TestUser): Promise<App> {
  const app = await openApp(user, server, BASE_URL);
  await app.page.evaluate(inConsole(signIn));
  return app;
}

/** A program as a browser's console runs it. */
function inConsole(program: string): string {
  return `(async () => { ${program} })()`;
}

/** What Chromium says of refusals, by default one on each transport. */
function refused(status: string, times = 2): readonly string[] {
  return Array(times).fill(
    `Failed to load resource: the server responded with a status of ${status}`,
  );
}
