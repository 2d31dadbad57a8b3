import { documentedPayloads } from '@portal/contract';
import { launchChromium, openUser } from '@portal/workspace/chromium';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPrograms } from './readme-programs.ts';
import { type StorybookSite, serveStorybook } from './storybook-site.ts';

const DOCUMENTED = JSON.stringify(documentedPayloads['users.profile'].payload);
const NOT_FOUND = 'User not found';

let browser: Browser;
let site: StorybookSite;
beforeAll(async () => {
  [browser, site] = await Promise.all([
    launchChromium(),
    readPrograms('In Storybook').then(serveStorybook),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await site?.[Symbol.asyncDispose]();
});

test('the lines for Storybook pass the types', async () => {
  expect(await site.findTypeErrors()).toBe('');
});

test('a story shows the documented profile over REST and tRPC', async () => {
  await using user = await openUser(browser);
  const page = await user.open(`${site.url}/?path=/story/profile--documented`);
  await expectShown(page, DOCUMENTED);
  expect(ownComplaints(user.complaints)).toEqual([]);
});

test('a story with an override shows the 404 over both, and the next one nothing of it', async () => {
  await using user = await openUser(browser);
  const page = await user.open(`${site.url}/?path=/story/profile--not-found`);
  await expectShown(page, NOT_FOUND);
  await page.locator('#profile--documented').click();
  await expectShown(page, DOCUMENTED);
  await page.locator('#profile--not-found').click();
  await expectShown(page, NOT_FOUND);
  expect(ownComplaints(user.complaints)).toEqual(
    Array(4).fill('Failed to load resource: the server responded with a status of 404 (Not Found)'),
  );
});

/** The story's items, one for each transport. */
async function expectShown(page: Page, text: string): Promise<void> {
  const items = page.frameLocator('#storybook-preview-iframe').locator('#storybook-root li');
  await expect.poll(() => items.allTextContents()).toEqual([text, text]);
}

/** All but what Storybook's own pages are told about its next version. */
function ownComplaints(complaints: readonly string[]): readonly string[] {
  return complaints.filter((text) => !text.includes('mandatory in Storybook 11'));
}
