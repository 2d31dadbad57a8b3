import type { Page } from 'playwright-core';

/** Answers that wait in the browser; Portal gave them when they were asked for. */
export interface HeldAnswer {
  readonly count: () => number;
  readonly release: () => void;
}

/** Holds back what a page is answered, until it is released. */
export async function holdAnswer(page: Page, url: string): Promise<HeldAnswer> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let count = 0;
  await page.route(url, async (route) => {
    const response = await route.fetch();
    count += 1;
    await promise;
    await route.fulfill({ response });
  });
  return { count: () => count, release: resolve };
}
