import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { TestUser } from './chromium.ts';

const PAGE = fileURLToPath(new URL('./app-page', import.meta.url));
const CLIENT = createRequire(import.meta.url).resolve('@trpc/client');
const SERVER = createRequire(CLIENT).resolve('@trpc/server');
/** Folders by the path they are served under; tRPC's modules run in the browser as they are published. */
const FOLDERS = [
  ['/modules/client/', dirname(dirname(CLIENT))],
  ['/modules/server/', dirname(dirname(SERVER))],
  ['/', PAGE],
] as const;
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  mjs: 'text/javascript',
  js: 'text/javascript',
};

/** A frontend developer's own server: an app on a port of its own. */
export interface AppServer extends AsyncDisposable {
  readonly url: string;
}

export async function serveApp(): Promise<AppServer> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname === '/' ? '/index.html' : pathname;
    const [prefix, folder] = FOLDERS.find(([start]) => path.startsWith(start)) ?? FOLDERS[2];
    const type = TYPES[path.split('.').at(-1) ?? ''] ?? 'text/plain';
    const content = await readFile(join(folder, path.slice(prefix.length))).catch(() => undefined);
    response.writeHead(content === undefined ? 404 : 200, { 'Content-Type': type }).end(content);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
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

export async function openApp(user: TestUser, server: AppServer, mockUrl: string): Promise<App> {
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
