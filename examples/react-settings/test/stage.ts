import { launchChromium } from '@portal/workspace/chromium';
import type { ServerProcess } from '@portal/workspace/server-process';
import { inject } from 'vitest';
import { openSettings, type Settings, type SettingsOptions } from './open-settings.ts';
import { previewSite } from './site.ts';
import type { TestPortal, Viewer } from './test-portal.ts';

/** A browser, the built page, and the Portal behind it. */
export interface Stage extends AsyncDisposable {
  readonly portal: TestPortal;
  readonly site: ServerProcess;
  openAs(viewer: Viewer, options?: Partial<SettingsOptions>): Promise<Settings>;
  openSignedOut(url?: string): Promise<Settings>;
}

export async function startStage(startPortal: () => Promise<TestPortal>): Promise<Stage> {
  await using stack = new AsyncDisposableStack();
  const browser = await launchChromium();
  stack.defer(() => browser.close());
  const portal = stack.use(await startPortal());
  const site = stack.use(await previewSite(inject('site'), portal.url));
  const started = stack.move();
  return {
    portal,
    site,
    async openAs(viewer, options = {}) {
      const session = await portal.issueSession(viewer);
      return openSettings(browser, { url: site.url, session, ...options });
    },
    openSignedOut: (url = site.url) => openSettings(browser, { url }),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}
