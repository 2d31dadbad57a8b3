import { launchChromium, openUser } from '@portal/workspace/chromium';
import type { LocalServer } from '@portal/workspace/serve-locally';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, serveApp } from './app-page.ts';
import { startMockProcess } from './run-mock.ts';

const ME = '/v1/users/me';

let browser: Browser;
let server: LocalServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), serveApp()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

test('a page on localhost signs in at the URL that the mock prints', async () => {
  await using mock = await startMockProcess([]);
  await using user = await openUser(browser);
  const app = await openApp(user, onLocalhost(server), mock.url);
  await app.signIn('admin');
  expect(await app.rest(ME)).toMatchObject({ status: 200, example: 'users.me/200/admin' });
});

test('under two names signing in says why it cannot work, and what to open', async () => {
  await using mock = await startMockProcess([]);
  await using user = await openUser(browser);
  const page = onLocalhost(server);
  const app = await openApp(user, page, mock.url.replace('localhost', '127.0.0.1'));
  await app.page.evaluate(() => globalThis.app.signIn('admin'));
  const shown = JSON.parse((await app.page.locator('dd').last().textContent()) ?? '');
  expect(shown.status).toBe(409);
  expect(shown.body.error).toContain(`Call ${mock.url}, or open the page at ${server.url}`);
});

test('a page on the host of the mock may sign in as somebody else, or sign out', async () => {
  await using mock = await startMockProcess([]);
  await using user = await openUser(browser);
  const app = await openApp(user, onLocalhost(server), mock.url);
  await app.signIn('admin');
  await setCookie('psession=any; Path=/');
  expect(await app.rest(ME)).toMatchObject({ example: 'users.me/200/documented' });
  await setCookie('psession=; Path=/; Max-Age=0');
  expect(await app.rest(ME)).toMatchObject({ status: 401 });

  async function setCookie(cookie: string): Promise<void> {
    await app.page.evaluate((text) => {
      // biome-ignore lint/suspicious/noDocumentCookie: it is what a page can do
      document.cookie = text;
    }, cookie);
  }
});

/** As development servers print it. */
function onLocalhost({ url }: LocalServer): LocalServer {
  return { ...server, url: url.replace('127.0.0.1', 'localhost') };
}
