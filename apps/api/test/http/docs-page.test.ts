import {
  launchChromium,
  openUser,
  type TestUser,
  type UserOptions,
} from '@portal/workspace/chromium';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MarkedPortal, PRIVATE_MARK, startMarkedPortal } from '../support/hostile-portal.ts';

const ME = '/v1/users/me';
const UPDATE = '/v1/users/me/update';
const UNAUTHORISED = 'Failed to load resource: the server responded with a status of 401';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

test('a person pastes what the command line prints, reads themselves and changes themselves', async () => {
  await using desk = await openDesk();
  const { page, portal, user } = desk;
  await authorize(page, ` ${portal.cookie} `);
  const me = await execute(page, ME);
  expect(me).toMatchObject({ status: '200', body: { username: 'viewer' } });
  expect(JSON.stringify(me.body)).toContain(PRIVATE_MARK);
  expect(await execute(page, UPDATE)).toMatchObject({
    status: '200',
    body: { user: { username: 'newname', avatar_source: 'discord' }, errors: null },
  });
  expect(await execute(page, ME)).toMatchObject({ body: { username: 'newname' } });
  expect(await readCookies(user)).toEqual([sessionCookie(portal.cookie)]);
  expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
  desk.expectQuiet();
});

test('they stay authorized on opening the page again, until they log out or another session is theirs', async () => {
  await using desk = await openDesk();
  const { page, portal, user } = desk;
  await authorize(page, portal.cookie);
  await page.reload();
  await page.locator('.btn.authorize.locked').first().waitFor();
  expect(await execute(page, ME)).toMatchObject({ body: { username: 'viewer' } });
  await logOut(page);
  expect(await readCookies(user)).toEqual([]);
  const refused = { status: '401', body: { error: 'Authentication required' } };
  expect(await execute(page, ME)).toMatchObject(refused);
  const other = await portal.signIn('exampleuser');
  await authorize(page, other.replace('psession=', ''));
  expect(await execute(page, ME)).toMatchObject({ body: { username: 'exampleuser' } });
  expect(await readCookies(user)).toEqual([sessionCookie(other)]);
  desk.expectQuiet([UNAUTHORISED]);
});

test('the page shows the guide and every endpoint, and nothing that went wrong', async () => {
  await using desk = await openDesk();
  const { page } = desk;
  expect(await page.locator('.info__description h2').allInnerTexts()).toContain('Who sees what');
  expect(await page.locator('.info__description table').count()).toBe(4);
  expect(await page.locator('.opblock').count()).toBe(3);
  expect(await page.locator('.errors-wrapper').count()).toBe(0);
  await findOperation(page, UPDATE).locator('.opblock-summary-control').click();
  const request = findOperation(page, UPDATE)
    .locator('.opblock-section-request-body select')
    .last();
  const names = async () => (await request.locator('option').allInnerTexts()).slice(0, 2);
  await expect.poll(names).toEqual(['Documented', 'Moderator']);
  await page.getByRole('button', { name: 'Schemas' }).click();
  await page.getByText('UserDetailResponse').first().waitFor();
  desk.expectQuiet();
});

test('nothing is wider than a phone, and colours are dark where they are wished so', async () => {
  await using desk = await openDesk({ width: 360, colorScheme: 'dark' });
  const { page } = desk;
  await page.getByRole('link', { name: 'To the endpoints' }).click();
  await authorize(page, desk.portal.cookie);
  await execute(page, UPDATE);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  expect(await page.locator('html.dark-mode').count()).toBe(1);
  desk.expectQuiet();
});

/** The page, open in a browser of its own, on a portal of its own. */
interface Desk extends AsyncDisposable {
  readonly page: Page;
  readonly portal: MarkedPortal;
  readonly user: TestUser;
  /** Nothing was asked of another host, no policy was broken, and nothing else was complained of. */
  expectQuiet(known?: readonly string[]): void;
}

async function openDesk(options?: UserOptions): Promise<Desk> {
  const portal = await startMarkedPortal();
  const user = await openUser(browser, options);
  const page = await user.open(`${portal.url}/docs`);
  await page.locator('.opblock').first().waitFor();
  return {
    page,
    portal,
    user,
    expectQuiet(known = []) {
      expect([...user.hosts]).toEqual([new URL(portal.url).host]);
      const others = user.complaints.filter(
        (text) => !known.some((start) => text.startsWith(start)),
      );
      expect(others).toEqual([]);
      expect(portal.logs.filter(({ level }) => Number(level) > 30)).toEqual([]);
    },
    async [Symbol.asyncDispose]() {
      await user[Symbol.asyncDispose]();
      await portal[Symbol.asyncDispose]();
    },
  };
}

async function authorize(page: Page, text: string): Promise<void> {
  await page.locator('.btn.authorize').first().click();
  await page.locator('.auth-container input').fill(text);
  await page.getByRole('button', { name: 'Apply credentials' }).click();
  await page.locator('.btn-done').click();
}

/** An answer as the page shows it. */
interface Shown {
  readonly status: string | undefined;
  readonly body: unknown;
}

/** Expands an operation where it is not yet, and tries it with the example it begins with. */
async function execute(page: Page, path: string): Promise<Shown> {
  const operation = findOperation(page, path);
  const button = operation.getByRole('button', { name: 'Execute' });
  if ((await button.count()) === 0) {
    const isOpen = (await operation.locator('.opblock-body').count()) > 0;
    if (!isOpen) await operation.locator('.opblock-summary-control').click();
    await operation.getByRole('button', { name: 'Try it out' }).click();
  }
  const answered = page.waitForResponse((response) => response.url().endsWith(path));
  await button.click();
  const shown = operation.locator('.live-responses-table');
  const id = (await answered).headers()['x-correlation-id'];
  await shown.locator('.headerline', { hasText: id ?? 'no id' }).waitFor();
  const status = await shown.locator('.response .response-col_status').textContent();
  const body = await shown.locator('.highlight-code code').first().textContent();
  return { status: status?.trim(), body: JSON.parse(body ?? '') };
}

async function logOut(page: Page): Promise<void> {
  await page.locator('.btn.authorize').first().click();
  await page.getByRole('button', { name: 'Remove authorization' }).click();
  await page.locator('.btn-done').click();
}

/** Every cookie of the browser, as far as a page decides on it. */
async function readCookies({ context }: TestUser): Promise<readonly object[]> {
  return (await context.cookies()).map(({ name, value, path, sameSite, expires }) => {
    return { name, value, path, sameSite, expires };
  });
}

/** Kept until the browser is closed. */
function sessionCookie(cookie: string): object {
  const value = cookie.replace('psession=', '');
  return { name: 'psession', value, path: '/', sameSite: 'Strict', expires: -1 };
}

function findOperation(page: Page, path: string): Locator {
  return page.locator('.opblock', { has: page.locator(`[data-path="${path}"]`) });
}
