import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { examples } from '@portal/contract';
import { mock } from '@portal/mocks/msw';
import {
  launchChromium,
  openUser,
  type TestUser,
  type UserOptions,
} from '@portal/workspace/chromium';
import type { LocalServer } from '@portal/workspace/serve-locally';
import { needTools } from '@portal/workspace/tools';
import { setupServer } from 'msw/node';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp, serveApp } from './app-page.ts';
import { startTestMock, type TestMock } from './test-mock.ts';

const run = promisify(execFile);
const ME = '/v1/users/me';
const UPDATE = '/v1/users/me/update';
const { outcome } = examples['users.updateMe'].partial;
const PARTIAL_UPDATE = outcome.ok ? outcome.value : undefined;
const NEWEST = '#entries > li:first-child';

let browser: Browser;
let server: LocalServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), serveApp()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

test('an example picked with the keyboard alone is what the app in this browser gets', async () => {
  await using desk = await openDesk();
  const { page } = desk;
  const app = await desk.openApp();
  await tabTo(page, '#filter');
  await page.keyboard.type('updateme partial');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('users.updateMe partial');
  await page.keyboard.press('Space');
  await waitForText(page, '#now', 'Gets partial from users.updateMe.');
  expect(await readPressed(page)).toEqual(['partial']);
  const body = { username: 'newname' };
  const answer = await app.rest(UPDATE, { body });
  expect(answer.example).toBe('users.updateMe/200/partial');
  expect(await app.trpc('httpBatchLink', [['users.updateMe', body]])).toEqual([answer.body]);
  await page.keyboard.press('Enter');
  await waitForText(page, '#now', 'Gets the defaults.');
  expect((await app.rest(UPDATE, { body })).example).toBe(
    'users.updateMe/401/authentication-required',
  );
});

test('arrow keys go from example to example, and focus shows where', async () => {
  await using desk = await openDesk();
  const { page } = desk;
  await tabTo(page, '#filter');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('users.me documented');
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toBe('users.me moderator');
  await page.keyboard.press('ArrowUp');
  expect(await focused(page)).toBe('users.me documented');
  const outline = () => getComputedStyle(document.activeElement ?? document.body).outlineStyle;
  expect(await page.evaluate(outline)).toBe('solid');
});

test('another browser gets none of what is picked in this one', async () => {
  await using desk = await openDesk();
  await using other = await openUser(browser);
  await serve(desk.page, 'users.me', 'internal-error');
  const otherApp = await openApp(other, server, desk.mock.url);
  const app = await desk.openApp();
  expect(await app.rest(ME)).toMatchObject({ status: 500 });
  expect(await otherApp.rest(ME)).toMatchObject({ status: 401 });
});

test('the viewer switch goes before any cookie, and signing in sets a real one', async () => {
  await using desk = await openDesk();
  const { page } = desk;
  const app = await desk.openApp();
  await page.getByRole('button', { name: 'admin', exact: true }).click();
  expect((await app.rest(ME)).body).toMatchObject({ username: 'exampleadmin' });
  await page.getByLabel('Sign in as').selectOption('moderator');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await waitForText(page, '#toast', 'Signed in as moderator');
  await waitForText(page, '#now', 'Gets the defaults.');
  expect((await app.rest(ME)).body).toMatchObject({ username: 'examplemoderator' });
  const [cookie] = await page.context().cookies(desk.mock.url);
  expect(cookie).toMatchObject({ name: 'psession', httpOnly: false, sameSite: 'Lax' });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await waitForText(page, '#toast', 'Signed out');
  expect((await app.rest(ME)).status).toBe(401);
});

test('a fault and a delay spoil and hold back what the app gets, until they are reset', async () => {
  await using desk = await openDesk();
  const { page } = desk;
  const app = await desk.openApp();
  await page.getByRole('button', { name: 'reset', exact: true }).click();
  expect(await app.rest(ME)).toMatchObject({ failed: 'Failed to fetch' });
  await page.getByRole('button', { name: 'malformed', exact: true }).click();
  expect(await app.rest(ME)).toMatchObject({ failed: expect.stringContaining('JSON') });
  await page.getByRole('button', { name: 'none', exact: true }).click();
  await page.getByLabel('Delay').fill('1');
  await waitForText(page, '#now', 'Gets the defaults, after 1 ms.');
  expect((await app.rest(ME)).applied).toBe('delay=1');
  await waitForText(page, `${NEWEST} .facts`, /after 1 ms/);
  await page.getByRole('button', { name: 'Reset this browser' }).click();
  await waitForText(page, '#now', 'Gets the defaults.');
  expect(await page.getByLabel('Delay').inputValue()).toBe('');
  expect((await app.rest(ME)).applied).toBeNull();
});

test('what is picked is still picked when the page is opened again', async () => {
  await using desk = await openDesk();
  await serve(desk.page, 'users.me', 'no-platforms');
  await desk.page.getByRole('button', { name: 'timed out', exact: true }).click();
  await desk.page.getByLabel('Delay').fill('20');
  const cookies = await desk.user.context.cookies(desk.mock.url);
  expect(cookies).toMatchObject([
    {
      name: 'mock_controls',
      value: 'users.me%3Dno-platforms%26viewer%3Dtimed_out%26delay%3D20',
      path: '/',
      sameSite: 'Lax',
    },
  ]);
  const again = await desk.user.open(`${desk.mock.url}/__mock`);
  const sentence = 'Gets no-platforms from users.me, as timed out, after 20 ms.';
  await waitForText(again, '#now', sentence);
  expect(await readPressed(again)).toEqual(['no-platforms']);
  expect(await again.getByLabel('Delay').inputValue()).toBe('20');
});

test('the journal shows each request as it happens, with its violations', async () => {
  await using desk = await openDesk();
  const { page } = desk;
  const app = await desk.openApp();
  await waitForText(page, '#connection', 'live');
  await app.rest(UPDATE, { body: { username: 'no spaces', nickname: '<b>x</b>' } });
  await waitForText(page, `${NEWEST} .violations`, /nickname is not declared/);
  await waitForText(page, `${NEWEST} .violations`, /username contains invalid characters/);
  await app.rest('/v1/users/profile/<b>nobody');
  await waitForText(page, `${NEWEST} .path`, '/v1/users/profile/%3Cb%3Enobody');
  await app.rest(ME);
  await waitForText(
    page,
    `${NEWEST} .facts`,
    'users.me/401/authentication-required · as anonymous',
  );
  expect(await page.locator('.entry:visible').count()).toBe(3);
  await page.getByRole('button', { name: 'Only violations' }).click();
  expect(await page.locator('.entry:visible').count()).toBe(1);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByText('Nothing yet.').waitFor();
});

test('a hidden page lets go of its connection and catches up when it is shown', async () => {
  await using desk = await openDesk();
  const { page, mock } = desk;
  const app = await desk.openApp();
  await waitForText(page, '#connection', 'live');
  await setHidden(page, true);
  await app.rest(ME);
  const heard = async () => (await fetch(`${mock.url}/__mock/requests`)).json();
  expect(await heard()).toHaveLength(1);
  expect(await page.locator('.entry').count()).toBe(0);
  await setHidden(page, false);
  await page.locator('.entry').waitFor();
});

test('a mock that starts again is found again, with what it serves by then', async () => {
  await using desk = await openDesk();
  const { page, mock } = desk;
  await waitForText(page, '#connection', 'live');
  await page.evaluate(() => document.querySelector('#operations')?.replaceChildren());
  await mock.close();
  await waitForText(page, '#connection', 'connection lost, trying again');
  await using _again = await startTestMock({ port: Number(new URL(mock.url).port) });
  await waitForText(page, '#connection', 'live');
  await page.locator('.example').first().waitFor();
});

test('an example copied as curl is that example', async (context) => {
  needTools(context, 'curl');
  await using desk = await openDesk();
  const curl = await copy(await openPartialUpdate(desk), 'Copy as curl');
  expect(curl).toBe(`curl -X POST ${desk.mock.url}/v1/users/me/update \\
  -H "Content-Type: application/json" \\
  -b "psession=YOUR_SESSION" \\
  -H "Prefer: example=partial" \\
  -d '{"username":"ab","avatar_source":""}'`);
  expect(JSON.parse((await run('sh', ['-c', curl])).stdout)).toEqual(PARTIAL_UPDATE);
});

test('an example copied as fetch or an MSW handler is that example', async () => {
  await using desk = await openDesk();
  const page = await openPartialUpdate(desk);
  const script = await copy(page, 'Copy as fetch');
  expect(script).toContain("credentials: 'include',");
  expect(await runScript((await desk.openApp()).page, script)).toEqual([200, PARTIAL_UPDATE]);

  const lines = await copy(page, 'Copy as MSW handler');
  expect(lines).toContain("import { mock } from '@portal/mocks/msw';");
  expect(await askMsw(lines)).toEqual(PARTIAL_UPDATE);
});

test('the page is readable on a phone: nothing is wider than 320 pixels', async () => {
  await using desk = await openDesk({ width: 320 });
  const { page } = desk;
  const app = await desk.openApp();
  await app.rest('/v1/users/profile/a-name-that-is-longer-than-any-phone-is-wide-and-goes-on');
  await app.rest(UPDATE, { body: { ['long'.repeat(30)]: 1 } });
  await serve(page, 'users.updateMe', 'username-invalid-characters');
  await page.getByRole('button', { name: 'Details of users.profile owner' }).click();
  await page.getByRole('button', { name: 'Copy as curl' }).locator('visible=true').click();
  await page.locator('.entry').nth(1).waitFor();
  const widths = () => [document.documentElement.scrollWidth, document.body.scrollWidth];
  expect(await page.evaluate(widths)).toEqual([320, 320]);
  expect(await page.evaluate(findCutOff)).toEqual([]);
  expect(await page.evaluate(findSmallTargets)).toEqual([]);
});

test.each(['light', 'dark'] as const)(
  'every text stands out when colours are %s',
  async (colorScheme) => {
    await using desk = await openDesk({ colorScheme });
    const { page } = desk;
    const app = await desk.openApp();
    await app.rest(UPDATE, { body: { nickname: 'x' } });
    await app.rest(ME, { headers: { Prefer: 'code=503' } });
    await serve(page, 'users.me', 'owner');
    await page.getByRole('button', { name: 'owner', exact: true }).click();
    await page.getByRole('button', { name: 'Only violations' }).click();
    await page.getByRole('button', { name: 'Details of users.profile owner' }).click();
    await page.locator('.entry').nth(1).waitFor({ state: 'attached' });
    expect(await page.evaluate(findFaintTexts)).toEqual([]);
  },
);

test('every control has a name, and every group of them', async () => {
  await using desk = await openDesk();
  const tree = await desk.page.locator('body').ariaSnapshot();
  expect(tree).toContain('- heading "Examples" [level=2]');
  expect(tree).toContain('- group "Viewer":');
  expect(tree).toContain('- spinbutton "Delay"');
  expect(tree.split('\n').filter((line) => UNNAMED.test(line))).toEqual([]);
});

const UNNAMED = /- (button|link|textbox|searchbox|spinbutton|combobox|group|img)( \[.*\])?:?$/;

/** A console and an app, open in one browser, on a mock of their own. */
/** Opens the details of the example, which show its payload, and answers the page. */
async function openPartialUpdate({ page }: Desk): Promise<Page> {
  await page.getByRole('button', { name: 'Details of users.updateMe partial' }).click();
  const details = page.locator(
    '[data-operation="users.updateMe"][data-example="partial"] .details',
  );
  expect(JSON.parse((await details.locator('.payload').textContent()) ?? '')).toEqual(
    PARTIAL_UPDATE,
  );
  return page;
}

interface Desk extends AsyncDisposable {
  readonly mock: TestMock;
  readonly user: TestUser;
  readonly page: Page;
  /** The app, in the same browser. */
  openApp(): Promise<App>;
}

/** In the end nothing may have been asked of elsewhere, nor been complained of by the console. */
async function openDesk(options?: UserOptions): Promise<Desk> {
  const mock = await startTestMock();
  const user = await openUser(browser, options);
  const page = await user.open(`${mock.url}/__mock`);
  await page.locator('.example').first().waitFor();
  return {
    mock,
    user,
    page,
    async openApp() {
      const app = await openApp(user, server, mock.url);
      // Chromium is slow to paint a page that is behind another.
      await page.bringToFront();
      return app;
    },
    async [Symbol.asyncDispose]() {
      const own = [mock.url, server.url].map((url) => new URL(url).host);
      const elsewhere = [...user.hosts].filter((host) => !own.includes(host));
      const complaints = user.complaints.filter((text) => !EXPECTED.test(text));
      await user[Symbol.asyncDispose]();
      await mock.close();
      expect({ elsewhere, complaints }).toEqual({ elsewhere: [], complaints: [] });
    },
  };
}

/** What Chromium says of an answer that is not 2xx, or of a connection that broke, is not for us to change. */
const EXPECTED = /^Failed to load resource: (the server responded with a status of|net::ERR_)/;

async function serve(page: Page, operation: string, example: string): Promise<void> {
  const item = page.locator(`[data-operation="${operation}"][data-example="${example}"]`);
  await item.locator('.serve').click();
}

async function copy(page: Page, name: string): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.getByRole('button', { name }).locator('visible=true').click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe('');
  return page.evaluate(() => navigator.clipboard.readText());
}

/** What a script prints when a page runs it. */
async function runScript(page: Page, script: string): Promise<unknown[]> {
  const printed = page.waitForEvent('console');
  await page.evaluate(`(async () => { ${script} })()`);
  return Promise.all((await printed).args().map((argument) => argument.jsonValue()));
}

/** What MSW answers an app once the lines below their import have run. */
async function askMsw(lines: string): Promise<unknown> {
  const server = setupServer();
  server.listen({ onUnhandledFrame: 'bypass' });
  try {
    new Function('mock', 'server', lines.replace(/^import .*/, ''))(mock, server);
    const body = '{"username":"newname"}';
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`https://portal.example${UPDATE}`, {
      method: 'POST',
      headers,
      body,
    });
    return await answer.json();
  } finally {
    server.close();
  }
}

async function tabTo(page: Page, selector: string): Promise<void> {
  const isThere = () => page.locator(selector).evaluate((node) => node === document.activeElement);
  for (let presses = 0; presses < 50; presses += 1) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${selector} is not reached by Tab`);
}

/** Which example has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const item = document.activeElement?.closest('.example');
    return item instanceof HTMLElement
      ? `${item.dataset['operation']} ${item.dataset['example']}`
      : `${document.activeElement?.outerHTML}`;
  });
}

function readPressed(page: Page): Promise<(string | undefined)[]> {
  return page
    .locator('.example:has(> [aria-pressed="true"])')
    .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset['example']));
}

async function waitForText(page: Page, selector: string, text: string | RegExp): Promise<void> {
  const read = async () => (await page.locator(selector).textContent())?.trim();
  const matcher = expect.poll(read);
  await (typeof text === 'string' ? matcher.toBe(text) : matcher.toMatch(text));
}

async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((isHidden) => {
    Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

/** What is wider than the room it has; those only heard by screen readers aside. */
function findCutOff(): string[] {
  return [...document.querySelectorAll('body *:not(.visually-hidden, input)')]
    .filter((element) => element.checkVisibility() && element.clientWidth > 0)
    .filter((element) => element.scrollWidth > element.clientWidth)
    .map((element) => element.outerHTML.slice(0, 200));
}

/** What a finger would miss; 24 pixels are WCAG 2.2's least. */
function findSmallTargets(): string[] {
  return [...document.querySelectorAll('button, input, select')]
    .filter((element) => element.checkVisibility())
    .filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      return width < 24 || height < 24;
    })
    .map((element) => element.outerHTML);
}

/** Texts whose contrast with what is behind them is under 4.5 to 1, WCAG's AA. */
function findFaintTexts(): string[] {
  const toLuminance = (rgb: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const parse = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const findBackground = (element: Element | null): number[] => {
    if (element === null) return [255, 255, 255];
    const color = parse(getComputedStyle(element).backgroundColor);
    return color[3] === 0 ? findBackground(element.parentElement) : color.slice(0, 3);
  };
  const hasText = (element: Element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.checkVisibility({ opacityProperty: true }) && hasText(element))
    .flatMap((element) => {
      const text = toLuminance(parse(getComputedStyle(element).color).slice(0, 3));
      const behind = toLuminance(findBackground(element));
      const ratio = (Math.max(text, behind) + 0.05) / (Math.min(text, behind) + 0.05);
      return ratio < 4.5 ? [`${ratio.toFixed(2)} ${element.outerHTML.slice(0, 120)}`] : [];
    });
}
