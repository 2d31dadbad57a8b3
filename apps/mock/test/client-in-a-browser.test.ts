import { launchChromium, openUser } from '@portal/workspace/chromium';
import type { LocalServer } from '@portal/workspace/serve-locally';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PageAnswer, type PageCall, serveClientPage } from './client-page.ts';
import { startTestMock } from './test-mock.ts';

type Caller = (page: Page, call: PageCall) => Promise<PageAnswer>;

const FAULTS = [
  ['reset', 'network'],
  ['truncate', 'network'],
  ['malformed', 'unexpected'],
] as const;

let browser: Browser;
let server: LocalServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), serveClientPage()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

const callers: readonly (readonly [name: string, make: Caller])[] = [
  ['a page', callFromPage],
  ['a worker', callFromWorker],
  ['a shared worker', callFromSharedWorker],
];

describe.each(callers)('%s on another port', (_name, make) => {
  test('calls with the cookie of its user, and is told which field failed', async () => {
    await using mock = await startTestMock({ mode: 'live' });
    await using user = await openUser(browser);
    const page = await user.open(server.url);
    const { url } = mock;
    expect(new URL(page.url()).port).not.toBe(new URL(url).port);
    const refused = { status: 401, sentence: 'Authentication required', kind: 'refused' };
    expect(await make(page, { url, path: 'users.me' })).toMatchObject({ error: refused });
    await signIn(page, url, 'admin');
    const me = { username: 'exampleadmin', permission_level: 2 };
    expect(await make(page, { url, path: 'users.me' })).toMatchObject({ value: me });
    const input = { username: 'ab', avatar_source: 'discord_3' };
    expect(await make(page, { url, path: 'users.updateMe', input })).toMatchObject({
      value: {
        user: { avatar_source: 'discord_3' },
        errors: { username: 'username must be at least 3 characters' },
      },
    });
    const name = { username: 'exampleuser' };
    expect(await make(page, { url, path: 'users.profile', input: name })).toMatchObject({
      value: { username: 'exampleuser', session_history: [] },
    });
  });

  test('reads what a refusal tells, how long to wait included', async () => {
    await using mock = await startTestMock();
    await using user = await openUser(browser);
    const page = await user.open(server.url);
    await control(page, mock.url, 'users.me=too-many-requests&viewer=user');
    expect(await make(page, { url: mock.url, path: 'users.me' })).toMatchObject({
      error: { status: 429, sentence: 'Too many requests', retry_after: 30 },
    });
    await control(page, mock.url, 'users.me=account-timed-out');
    expect(await make(page, { url: mock.url, path: 'users.me' })).toMatchObject({
      error: { status: 403, data: { reason: 'Spam', expires_at: '2026-03-19T13:00:00Z' } },
    });
  });

  test('has calls that end in time, or when they are aborted', async () => {
    await using mock = await startTestMock();
    await using user = await openUser(browser);
    const page = await user.open(server.url);
    await control(page, mock.url, 'fault=timeout&viewer=user');
    const call = { url: mock.url, path: 'users.me' } as const;
    expect(await make(page, { ...call, timeout: 100 })).toMatchObject({
      error: { kind: 'timeout', status: null },
    });
    expect(await make(page, { ...call, abortAfter: 100 })).toMatchObject({
      error: { kind: 'aborted', message: 'The call was aborted' },
    });
  });

  test('tells a broken network from a strange answer', async () => {
    await using mock = await startTestMock();
    await using user = await openUser(browser);
    const page = await user.open(server.url);
    const call = { url: mock.url, path: 'users.me', retries: 0 } as const;
    for (const [fault, kind] of FAULTS) {
      await control(page, mock.url, `fault=${fault}&viewer=user`);
      expect(await make(page, call), fault).toMatchObject({ error: { kind, sentence: null } });
    }
  });
});

test('a page that may not call is told that there was no answer', async () => {
  const elsewhere = 'https://elsewhere.example';
  await using mock = await startTestMock();
  await using user = await openUser(browser);
  await user.context.route(`${elsewhere}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    await route.fulfill({ response: await route.fetch({ url: server.url + pathname }) });
  });
  // Without it Chromium itself keeps public pages from this machine.
  await user.context.grantPermissions(['local-network-access'], { origin: elsewhere });
  const page = await user.open(elsewhere);
  const call = { url: mock.url, path: 'users.me', retries: 0 } as const;
  const message = 'No answer from Portal: Failed to fetch';
  expect(await callFromPage(page, call)).toMatchObject({ error: { kind: 'network', message } });
});

function signIn(page: Page, url: string, viewer: string): Promise<number> {
  return page.evaluate(
    async ([to, as]) => {
      const body = JSON.stringify({ viewer: as });
      const headers = { 'content-type': 'application/json' };
      const init = { method: 'POST', credentials: 'include', headers, body } as const;
      return (await fetch(`${to}/__mock/sessions`, init)).status;
    },
    [url, viewer] as const,
  );
}

async function control(page: Page, url: string, controls: string): Promise<void> {
  const value = encodeURIComponent(controls);
  await page.context().addCookies([{ name: 'mock_controls', value, url }]);
}

function callFromPage(page: Page, call: PageCall): Promise<PageAnswer> {
  return page.evaluate((what) => globalThis.callPortal(what), call);
}

function callFromWorker(page: Page, call: PageCall): Promise<PageAnswer> {
  return page.evaluate((what) => {
    const worker = new Worker('/worker.js', { type: 'module' });
    return new Promise<PageAnswer>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(what);
    }).finally(() => worker.terminate());
  }, call);
}

function callFromSharedWorker(page: Page, call: PageCall): Promise<PageAnswer> {
  return page.evaluate((what) => {
    const { port } = new SharedWorker('/shared-worker.js', { type: 'module' });
    return new Promise<PageAnswer>((resolve) => {
      port.onmessage = ({ data }) => resolve(data);
      port.postMessage(what);
    });
  }, call);
}
