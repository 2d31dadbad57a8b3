import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestUser } from '@portal/workspace/chromium';
import type { LocalServer } from '@portal/workspace/serve-locally';
import type { Page } from 'playwright-core';
import { serveFolders } from './serve-folders.ts';

const PAGE = fileURLToPath(new URL('./app-page', import.meta.url));
const CLIENT = createRequire(import.meta.url).resolve('@trpc/client');
const SERVER = createRequire(CLIENT).resolve('@trpc/server');
/** Folders by the path they are served under; tRPC's modules run in the browser as they are published. */
const FOLDERS = [
  ['/modules/client/', dirname(dirname(CLIENT))],
  ['/modules/server/', dirname(dirname(SERVER))],
  ['/', PAGE],
] as const;

/** The app on a port of its own, as a frontend developer has it. */
export function serveApp(): Promise<LocalServer> {
  return serveFolders(FOLDERS);
}

export interface AppCall {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the app got over REST, as its page shows it. */
export interface ShownAnswer {
  readonly status: number;
  readonly example: string | null;
  readonly violations: string | null;
  readonly applied: string | null;
  readonly body: unknown;
}

export type TrpcCall = readonly [procedure: string, input?: unknown];

/** The app as one user has it open. */
export interface App {
  readonly page: Page;
  signIn(viewer: string): Promise<void>;
  rest(path: string, call?: AppCall): Promise<ShownAnswer>;
  trpc(link: string, calls: readonly TrpcCall[]): Promise<unknown>;
}

declare global {
  /** What the page offers, see `app-page/app.js`; its functions end when the answer is shown. */
  var app: {
    signIn(viewer: string): Promise<void>;
    rest(name: string, path: string, call?: AppCall): Promise<void>;
    trpc(name: string, link: string, calls: readonly TrpcCall[]): Promise<void>;
  };
}

export async function openApp(user: TestUser, server: LocalServer, mockUrl: string): Promise<App> {
  const page = await user.open(`${server.url}/?mock=${encodeURIComponent(mockUrl)}`);
  await page.locator('html[data-ready]').waitFor();
  const readShown = async () => JSON.parse((await page.locator('dd').last().textContent()) ?? '');
  return {
    page,
    signIn: (viewer) => page.evaluate((as) => globalThis.app.signIn(as), viewer),
    async rest(path, call) {
      await page.evaluate(([to, how]) => globalThis.app.rest(to, to, how), [path, call] as const);
      return readShown();
    },
    async trpc(link, calls) {
      await page.evaluate(([by, what]) => globalThis.app.trpc(by, by, what), [
        link,
        calls,
      ] as const);
      return readShown();
    },
  };
}
