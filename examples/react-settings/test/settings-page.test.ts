import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDescription, readValues } from './open-settings.ts';
import { developSite } from './site.ts';
import { type Stage, startStage } from './stage.ts';
import { startApi } from './start-api.ts';
import { startMock } from './start-mock.ts';

const AVATARS = 'https://cdn.discordapp.com/embed/avatars';
const UNREACHABLE = 'Portal can’t be reached.';

describe.each([
  ['the API', startApi],
  ['the mock in mode live', startMock],
] as const)('on %s', (_, startPortal) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage(startPortal);
  });
  afterAll(() => stage?.[Symbol.asyncDispose]());

  test('shows who is signed in, and what can be picked', async () => {
    await using settings = await stage.openAs('user');
    const { summary, username, avatars } = settings;
    await expect.poll(() => username.inputValue()).toBe('exampleuser');
    expect(await summary.getByRole('heading').textContent()).toBe('exampleuser');
    expect(await summary.getByText('User', { exact: true }).count()).toBe(1);
    expect(await summary.getByText('Discord: exampleuser').count()).toBe(1);
    for (const name of ['Automatic', 'Discord', 'Blue', 'Grey', 'Green', 'Orange', 'Red', 'Pink']) {
      expect(await avatars.getByRole('radio', { name, exact: true }).count(), name).toBe(1);
    }
    expect(await avatars.getByRole('radio', { checked: true }).count()).toBe(1);
  });

  test('stores a new name and avatar, and shows both after a reload', async () => {
    await using settings = await stage.openAs('owner');
    const { page, username, avatars, summary, saving } = settings;
    await username.fill('renamed-owner');
    const offered = await readValues(avatars);
    await avatars.getByLabel('Red').check();
    expect(await readValues(avatars)).toEqual(offered);
    await settings.save();
    await expect.poll(() => saving.textContent()).toBe('Saved.');
    for (const moment of ['at once', 'after a reload']) {
      expect(await summary.getByRole('heading').textContent(), moment).toBe('renamed-owner');
      expect(await summary.getByText('Owner', { exact: true }).count(), moment).toBe(1);
      expect(await summary.locator('img').getAttribute('src'), moment).toBe(`${AVATARS}/4.png`);
      expect(await username.inputValue(), moment).toBe('renamed-owner');
      expect(await avatars.getByLabel('Red').isChecked(), moment).toBe(true);
      await page.reload();
      await username.waitFor();
    }
  });

  test('stores the field that passes, and keeps the one that fails to be corrected', async () => {
    await using settings = await stage.openAs('admin');
    const { page, username, avatars, summary, saving } = settings;
    await username.waitFor();
    const before = await username.inputValue();
    await username.fill('no spaces');
    await avatars.getByLabel('Green').check();
    await settings.save();
    await expect.poll(() => saving.textContent()).toBe('Saved, but for what is marked.');
    expect(await readDescription(username)).toBe('username contains invalid characters');
    expect(await username.getAttribute('aria-invalid')).toBe('true');
    expect(await username.inputValue()).toBe('no spaces');
    expect(await username.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await readDescription(avatars)).toBe('');
    expect(await avatars.getAttribute('aria-invalid')).toBe('false');
    expect(await summary.getByRole('heading').textContent()).toBe(before);
    expect(await summary.locator('img').getAttribute('src')).toBe(`${AVATARS}/2.png`);

    await username.fill('no-spaces');
    const [request] = await Promise.all([page.waitForRequest(/updateMe/), settings.save()]);
    expect(request.postDataJSON()).toEqual({ 0: { username: 'no-spaces' } });
    await expect.poll(() => saving.textContent()).toBe('Saved.');
    expect(await readDescription(username)).toBe('');
    expect(await username.getAttribute('aria-invalid')).toBe('false');
    expect(await summary.getByRole('heading').textContent()).toBe('no-spaces');
  });

  test('tells beside the name that somebody has it', async () => {
    await using settings = await stage.openAs('user');
    const { username, summary } = settings;
    await username.fill(stage.portal.takenName);
    await settings.save();
    await expect.poll(() => readDescription(username)).toBe('username is already taken');
    expect(await username.inputValue()).toBe(stage.portal.takenName);
    expect(await summary.getByRole('heading').textContent()).toBe('exampleuser');
  });

  test('tells beside the avatar that its platform was unlinked since the page was opened', async () => {
    await using settings = await stage.openAs('admin');
    const { page, avatars } = settings;
    await page.route('**/trpc/users.me?*', async (route) => {
      const response = await route.fetch();
      const json = await response.json();
      const link = { platform: 'telegram', platform_username: 'gone', platform_avatar_url: null };
      json[0].result.data.linked_platforms.push(link);
      await route.fulfill({ response, json });
    });
    await page.reload();
    await avatars.getByLabel('Telegram').check();
    await settings.save();
    await expect.poll(() => readDescription(avatars)).toBe('avatar_source telegram is not linked');
    expect(await avatars.getAttribute('aria-invalid')).toBe('true');
    const kept = avatars.getByRole('radio', { name: 'Telegram (not linked)' });
    expect(await kept.isChecked()).toBe(true);
    expect(await kept.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('is used with the keyboard alone', async () => {
    await using settings = await stage.openAs('admin');
    const { page, username, avatars, summary, saving } = settings;
    await username.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('x');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    const picked = await avatars.getByRole('radio', { checked: true }).inputValue();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect
      .poll(() => readDescription(username))
      .toBe('username must be at least 3 characters');
    await page.keyboard.type('-by-keyboard');
    await page.keyboard.press('Enter');
    await expect.poll(() => saving.textContent()).toBe('Saved.');
    expect(await summary.getByRole('heading').textContent()).toBe('x-by-keyboard');
    const picture = `${AVATARS}/${picked.replace('discord_', '')}.png`;
    expect(await summary.locator('img').getAttribute('src')).toBe(picture);
  });

  test('asks Portal and the host of the avatars alone, and complains of nothing', async () => {
    await using settings = await stage.openAs('user');
    const { user, page, username, avatars } = settings;
    await username.fill('x');
    await settings.save();
    await expect.poll(() => readDescription(username)).not.toBe('');
    await avatars.getByLabel('Blue').check();
    expect(user.complaints).toEqual([]);
    const hosts = [new URL(stage.site.url).host, 'cdn.discordapp.com'];
    expect([...user.hosts].sort()).toEqual(hosts.sort());
    const policy = (await page.reload())?.headers()['content-security-policy'];
    expect(policy).toContain("default-src 'self'");
  });

  test('tells who is signed out so, and offers no way around signing in', async () => {
    await using settings = await stage.openSignedOut();
    await expect.poll(() => settings.trouble.textContent()).toBe('You are signed out.');
    expect(await settings.username.count()).toBe(0);
    expect(await settings.page.getByLabel('Session').count()).toBe(0);
    const addresses = await settings.page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
    expect(addresses.filter((address) => address.includes('/trpc/'))).toHaveLength(1);
  });

  test('shows nothing of a user whose session has ended', async () => {
    await using settings = await stage.openAs('user');
    const { user, username, summary, trouble } = settings;
    await username.fill('too-late');
    await user.context.clearCookies();
    await settings.save();
    await expect.poll(() => trouble.textContent()).toBe('You are signed out.');
    expect(await username.count()).toBe(0);
    expect(await summary.count()).toBe(0);
  });

  test('signs in and out by the field that developers have', async () => {
    await using developed = await developSite(stage.portal.url);
    await using settings = await stage.openSignedOut(developed.url);
    const { page, username, trouble } = settings;
    const field = page.getByLabel('Session');
    const signIn = page.getByRole('button', { name: 'Sign in' });
    await field.fill('not one; two');
    await signIn.click();
    expect(await field.evaluate((input: HTMLInputElement) => input.validity.valid)).toBe(false);
    await field.fill(` ${await stage.portal.issueSession('user')} `);
    await signIn.click();
    await expect.poll(() => username.inputValue()).toBe('exampleuser');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect.poll(() => trouble.textContent()).toBe('You are signed out.');
    expect(await username.count()).toBe(0);
  });

  test('tells a banned user why, and that there is no end', async () => {
    await using settings = await stage.openAs('banned');
    const { trouble, username } = settings;
    await expect
      .poll(() => trouble.locator('p').allTextContents())
      .toEqual(['Account is banned.', 'Reason: Ban evasion', 'Without end']);
    expect(await username.count()).toBe(0);
  });

  test('tells a timed out user why, and until when', async () => {
    await using settings = await stage.openAs('timed_out');
    const { trouble } = settings;
    await expect
      .poll(() => trouble.locator('p').allTextContents())
      .toEqual(['Account is timed out.', 'Reason: Spam', expect.stringMatching(/^Until .*\d/)]);
    const end = await trouble.locator('time').getAttribute('datetime');
    expect(Date.parse(end ?? '')).toBeGreaterThan(Date.now());
  });

  // The last one: the demo's own sessions end with the process that made them.
  test('tells that Portal is gone, and goes on where it was when Portal is back', async () => {
    await using settings = await stage.openAs('lasting');
    const { page, username, summary, saving, trouble } = settings;
    await username.fill('still-here');
    await stage.portal.kill();
    await settings.save();
    await expect.poll(() => saving.textContent()).toBe(`Not saved. ${UNREACHABLE}`);
    await expect.poll(() => trouble.textContent()).toBe(UNREACHABLE);
    await using late = await stage.openSignedOut();
    await expect.poll(() => late.trouble.textContent()).toBe(UNREACHABLE);
    await stage.portal.revive();
    await page.getByRole('button', { name: 'Try again' }).click();
    await trouble.waitFor({ state: 'detached' });
    expect(await username.inputValue()).toBe('still-here');
    await settings.save();
    await expect.poll(() => saving.textContent()).toBe('Saved.');
    expect(await summary.getByRole('heading').textContent()).toBe('still-here');
  });
});
