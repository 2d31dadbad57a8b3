import { readFile } from 'node:fs/promises';
import { launchChromium } from '@portal/workspace/chromium';
import { type LocalServer, serveLocally } from '@portal/workspace/serve-locally';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBlocks } from './readme-blocks.ts';
import { startApi, startMock } from './servers.ts';

const PROGRAM = new URL('../settings.mjs', import.meta.url);
const EMPTY_PAGE = '<!doctype html><link rel="icon" href="data:," />';

let browser: Browser;
let pages: LocalServer;
beforeAll(async () => {
  browser = await launchChromium();
  pages = await servePage();
});
afterAll(async () => {
  await browser?.close();
  await pages?.[Symbol.asyncDispose]();
});

const servers = [
  ['the API', () => startApi({ CORS_ORIGINS: pages.url })],
  ['the mock', startMock],
] as const;

test.each(servers)(
  'a page shows what %s tells whom the browser has signed in',
  async (_, start) => {
    await using server = await start();
    const page = await openPage(server, await server.signIn());
    const [text = ''] = await readBlocks('text');
    expect(await runReadme(page, server)).toEqual(text.split('\n').slice(0, -1));
    await page.context().close();
    const signedOut = await openPage(server);
    expect(await catchRefusal(signedOut, server.url)).toEqual({
      status: 401,
      message: 'Authentication required',
      correlationId: expect.stringMatching(/^[\da-f-]{36}$/),
      retryAfter: null,
    });
    await signedOut.context().close();
  },
);

test('a page reads how long to wait, though the server is of another origin', async () => {
  await using server = await startApi({ CORS_ORIGINS: pages.url, RATE_LIMIT_USER: '1' });
  await fetch(`${server.url}/v1/users/me`);
  const page = await openPage(server);
  expect(await catchRefusal(page, server.url)).toMatchObject({
    status: 429,
    message: 'Too many requests',
    retryAfter: expect.stringMatching(/^\d+$/),
  });
  await page.context().close();
});

test('a page tells of a server that is not there', async () => {
  const server = await serveLocally(() => undefined);
  await server[Symbol.asyncDispose]();
  const page = await openPage(server);
  expect(await catchRefusal(page, server.url)).toEqual({
    message: `cannot reach ${server.url}: Failed to fetch`,
  });
  await page.context().close();
});

async function openPage(server: LocalServer, cookie?: string): Promise<Page> {
  const context = await browser.newContext();
  const [name = '', value = ''] = cookie?.split('=') ?? [];
  if (cookie !== undefined) await context.addCookies([{ name, value, url: server.url }]);
  const page = await context.newPage();
  // A page sends cookies to a server of its own host name: localhost and 127.0.0.1 are two sites.
  const address = new URL(pages.url);
  address.hostname = new URL(server.url).hostname;
  await page.goto(address.href);
  return page;
}

/** Runs the README's lines for a page, and answers what they logged. */
async function runReadme(page: Page, { url }: LocalServer): Promise<readonly string[]> {
  const [block = ''] = await readBlocks('js');
  return runModule(page, block.replace('http://127.0.0.1:3000', url));
}

async function catchRefusal(page: Page, url: string): Promise<unknown> {
  const [logged = ''] = await runModule(
    page,
    `import { showSettings } from './settings.mjs';
    const refusal = await showSettings({ url: '${url}' }, console.log).catch((error) => error);
    const { status, message, correlationId, retryAfter } = refusal;
    console.log(JSON.stringify({ status, message, correlationId, retryAfter }));`,
  );
  return JSON.parse(logged);
}

/** Runs a module in the page, and answers the lines it logged. */
async function runModule(page: Page, source: string): Promise<readonly string[]> {
  const logged: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'log') logged.push(message.text());
  });
  const content = `${source}\ndocument.title = 'done';`;
  await page.addScriptTag({ type: 'module', content });
  await page.waitForFunction(() => document.title === 'done');
  return logged;
}

/** An app's own server: an empty page, and `settings.mjs` beside it. */
function servePage(): Promise<LocalServer> {
  return serveLocally(async (request, response) => {
    const isProgram = request.url === '/settings.mjs';
    const content = isProgram ? await readFile(PROGRAM) : EMPTY_PAGE;
    const type = isProgram ? 'text/javascript' : 'text/html';
    response.writeHead(200, { 'Content-Type': type }).end(content);
  });
}
