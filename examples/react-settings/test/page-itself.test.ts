import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers } from './find-barriers.ts';
import { holdAnswer } from './hold-answer.ts';
import { readDescription } from './open-settings.ts';
import { type Stage, startStage } from './stage.ts';
import { startMock } from './start-mock.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(startMock);
});
afterAll(() => stage?.[Symbol.asyncDispose]());

test('says that it is loading until Portal has answered', async () => {
  await using settings = await stage.openAs('user');
  const { page, username } = settings;
  const answer = await holdAnswer(page, '**/trpc/users.me?*');
  await page.reload();
  await expect.poll(() => page.getByRole('status').textContent()).toBe('Loading…');
  answer.release();
  await username.waitFor();
  expect(await page.getByText('Loading…').count()).toBe(0);
});

test('clears the avatar source, and shows what Portal picks', async () => {
  await using settings = await stage.openAs('owner');
  const { avatars, summary } = settings;
  const picture = summary.locator('img');
  await avatars.getByLabel('Pink').check();
  await settings.save();
  await expect.poll(() => picture.count()).toBe(1);
  await avatars.getByLabel('Automatic').check();
  await settings.save();
  await expect.poll(() => picture.count()).toBe(0);
});

test('keeps what is typed while a save is under way', async () => {
  await using settings = await stage.openAs('owner');
  const { page, username, summary, saving } = settings;
  const answer = await holdAnswer(page, '**/trpc/users.updateMe?*');
  await username.fill('first-name');
  await settings.save();
  await expect.poll(() => saving.textContent()).toBe('Saving…');
  await username.fill('second-name');
  await settings.save();
  answer.release();
  await expect.poll(() => saving.textContent()).toBe('Saved.');
  expect(await summary.getByRole('heading').textContent()).toBe('first-name');
  expect(await username.inputValue()).toBe('second-name');
  expect(answer.count()).toBe(1);
});

test('is not set back by a read that was answered before the update', async () => {
  await using settings = await stage.openAs('owner');
  const { page, username, summary, saving } = settings;
  await username.waitFor();
  const answer = await holdAnswer(page, '**/trpc/users.me?*');
  await page.evaluate(() => globalThis.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(answer.count).toBe(1);
  await username.fill('newest-name');
  await settings.save();
  await expect.poll(() => saving.textContent()).toBe('Saved.');
  await Promise.all([page.waitForEvent('requestfinished'), answer.release()]);
  expect(await summary.getByRole('heading').textContent()).toBe('newest-name');
  expect(await username.inputValue()).toBe('newest-name');
});

test('shows a letter where an avatar does not load, and tells its host nothing of the page', async () => {
  await using settings = await stage.openAs('user');
  const { user, page, avatars } = settings;
  const referrers = new Set<string | undefined>();
  await user.context.route('https://cdn.discordapp.com/**', async (route) => {
    referrers.add(route.request().headers()['referer']);
    await route.abort();
  });
  await page.reload();
  const red = avatars.locator('label', { hasText: 'Red' }).locator('.avatar');
  await expect.poll(() => red.textContent()).toBe('R');
  await expect.poll(() => page.locator('img').count()).toBe(0);
  expect([...referrers]).toEqual([undefined]);
});

test('says so at once when this machine is offline, and goes on when it is not', async () => {
  await using settings = await stage.openAs('user');
  const { user, page, username, saving, trouble } = settings;
  await username.fill('x');
  await user.context.setOffline(true);
  await settings.save();
  await expect.poll(() => saving.textContent()).toBe('Not saved. Portal can’t be reached.');
  await user.context.setOffline(false);
  await trouble.waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await trouble.waitFor({ state: 'detached' });
  expect(await username.inputValue()).toBe('x');
});

test('forgets what was typed when somebody else signs in', async () => {
  await using settings = await stage.openAs('user');
  const { user, page, username } = settings;
  await username.fill('typed-by-user');
  const [name = '', value = ''] = (await stage.portal.issueSession('owner')).split('=');
  await user.context.clearCookies();
  await user.context.addCookies([{ name, value, url: stage.site.url }]);
  await page.evaluate(() => globalThis.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(() => username.inputValue()).toBe('exampleowner');
});

test('puts up no barrier, light or dark', async () => {
  await using settings = await stage.openAs('user');
  await using signedOut = await stage.openSignedOut();
  await settings.username.fill('x');
  await settings.save();
  await expect.poll(() => readDescription(settings.username)).not.toBe('');
  await signedOut.trouble.waitFor();
  for (const { page } of [settings, signedOut]) expect(await findBarriers(page)).toEqual([]);
});

test('fits a phone, the longest name included', async () => {
  await using settings = await stage.openAs('owner', { width: 320 });
  const { page, username, saving } = settings;
  await username.fill('W'.repeat(32));
  await settings.save();
  await expect.poll(() => saving.textContent()).toBe('Saved.');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});
