import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds on a page, light and dark, each rule with the elements that break it. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await page.evaluate(() => (globalThis as unknown as Axed).axe.run());
  await page.emulateMedia({ colorScheme: 'dark' });
  // The rest of the rules can't tell dark from light.
  const dark = await page.evaluate(() =>
    (globalThis as unknown as Axed).axe.run({ runOnly: ['color-contrast'] }),
  );
  return [...light.violations, ...dark.violations].flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html}`),
  );
}

interface Axed {
  readonly axe: typeof axe;
}
