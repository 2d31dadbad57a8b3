import { bundleForBrowsers } from '@portal/workspace/bundle-for-browsers';
import { launchChromium } from '@portal/workspace/chromium';
import { serveFiles } from '@portal/workspace/serve-files';
import type { LocalServer } from '@portal/workspace/serve-locally';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from '../../src/store/sqlite/build.ts';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';

/** What a user does with the app: each call's value, or what its error tells. */
const APP = `
import { createPortalClient, isPortalError } from '@portal/client';

globalThis.callPortal = async (url) => {
  const { users } = createPortalClient({ url, retries: 0 });
  const settle = (call) => call.catch((error) => isPortalError(error) ? error.toJSON() : String(error));
  const update = { username: 'renamed', avatar_source: 'discord' };
  return [
    await settle(users.me.query()),
    await settle(users.updateMe.mutate(update)),
    await settle(users.profile.query({ username: 'nobody' })),
  ];
};
`;
const PAGE =
  '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/app.js"></script>';

declare global {
  /** What the page offers. */
  var callPortal: (url: string) => Promise<unknown[]>;
}

let browser: Browser;
let app: LocalServer;
beforeAll(async () => {
  const { code } = await bundleForBrowsers(APP, import.meta.dirname);
  [browser, app] = await Promise.all([
    launchChromium(),
    serveFiles({ '/': PAGE, '/app.js': code }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

test('a page of an allowed origin calls with the cookie of its user, and reads every refusal', async () => {
  await using portal = await startTestPortal({ env: { CORS_ORIGINS: app.url } });
  await using user = await openApp(portal);
  expect(await useApp(user.page, portal)).toMatchObject([
    { username: 'viewer' },
    {
      user: { username: 'renamed' },
      errors: { avatar_source: 'avatar_source discord is not linked' },
    },
    {
      kind: 'refused',
      status: 404,
      sentence: 'User not found',
      correlation_id: expect.any(String),
    },
  ]);
});

test('a page of an allowed origin is told how long to wait', async () => {
  const env = { CORS_ORIGINS: app.url, RATE_LIMIT_USER: '1' };
  await using portal = await startTestPortal({ env });
  await using user = await openApp(portal);
  const refused = { status: 429, sentence: 'Too many requests', retry_after: expect.any(Number) };
  expect(await useApp(user.page, portal)).toMatchObject([{ username: 'viewer' }, refused, refused]);
});

test('a page of another origin is answered nothing, and changes nothing', async () => {
  await using portal = await startTestPortal();
  await using user = await openApp(portal);
  const nothing = { kind: 'network', status: null, sentence: null };
  expect(await useApp(user.page, portal)).toMatchObject([nothing, nothing, nothing]);
  const names = portal.db.all(build.selectFrom('users').select('username'));
  expect(names).toEqual([{ username: 'viewer' }]);
});

/** The app as a signed-in user has it open, on another port than Portal's. */
async function openApp(portal: TestPortal): Promise<AsyncDisposable & { page: Page }> {
  await portal.addUser('viewer');
  const [name = '', value = ''] = (await portal.signIn('viewer')).split('=');
  const context = await browser.newContext();
  await context.addCookies([{ name, value, url: portal.url, httpOnly: true, sameSite: 'Lax' }]);
  const page = await context.newPage();
  await page.goto(app.url);
  return { page, [Symbol.asyncDispose]: () => context.close() };
}

function useApp(page: Page, { url }: TestPortal): Promise<unknown[]> {
  return page.evaluate((to) => globalThis.callPortal(to), url);
}
