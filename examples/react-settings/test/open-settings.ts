import { openUser, type TestUser, type UserOptions } from '@portal/workspace/chromium';
import type { Browser, Locator, Page } from 'playwright-core';

const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>';

export interface SettingsOptions extends UserOptions {
  readonly url: string;
  /** Signed in with this cookie, as `name=value`; signed out without. */
  readonly session?: string;
}

/** The settings page, open in a browser of its own, with what a test looks at. */
export interface Settings extends AsyncDisposable {
  readonly user: TestUser;
  readonly page: Page;
  readonly username: Locator;
  readonly avatars: Locator;
  readonly summary: Locator;
  readonly saving: Locator;
  readonly trouble: Locator;
  save(): Promise<void>;
}

/** Opens the page; nothing it asks of other machines leaves this one, and every picture is the same. */
export async function openSettings(browser: Browser, options: SettingsOptions): Promise<Settings> {
  const { url, session } = options;
  const user = await openUser(browser, options);
  const isOutside = ({ origin, protocol }: URL) => origin !== url && protocol !== 'data:';
  await user.context.route(isOutside, (route) =>
    route.fulfill({ contentType: 'image/svg+xml', body: PICTURE }),
  );
  if (session !== undefined) {
    const [name = '', value = ''] = session.split('=');
    await user.context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }]);
  }
  const page = await user.open(url);
  return {
    user,
    page,
    username: page.getByLabel('Username'),
    avatars: page.getByRole('radiogroup', { name: 'Avatar' }),
    summary: page.getByRole('region', { name: 'You' }),
    saving: page.getByRole('form', { name: 'Your settings' }).getByRole('status'),
    trouble: page.getByRole('alert'),
    save: () => page.getByRole('button', { name: 'Save' }).click(),
    [Symbol.asyncDispose]: () => user[Symbol.asyncDispose](),
  };
}

/** What a screen reader says after a field's name: its error, or nothing. */
export function readDescription(field: Locator): Promise<string> {
  return field.evaluate((element) => {
    const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
    return ids.map((id) => document.getElementById(id)?.textContent ?? `no #${id}`).join(' ');
  });
}

/** What the radio buttons of a group stand for, in their order. */
export function readValues(group: Locator): Promise<readonly string[]> {
  const radios = group.getByRole('radio');
  return radios.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
}
