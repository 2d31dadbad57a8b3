import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser of this machine, or the one from npm; it fails where there is none, since nothing else shows what a browser does. */
export async function launchChromium(): Promise<Browser> {
  const { executablePath, env } = await findChromium();
  // biome-ignore lint/style/noProcessEnv: a browser has the environment of who starts it
  return chromium.launch({ executablePath, args: ARGS, env: { ...process.env, ...env } });
}

export interface UserOptions {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** One person's browser, with cookies of its own; everything it loads and complains of is kept. */
export interface TestUser extends AsyncDisposable {
  readonly context: BrowserContext;
  /** The hosts it asked anything of. */
  readonly hosts: ReadonlySet<string>;
  readonly complaints: readonly string[];
  open(url: string): Promise<Page>;
}

export async function openUser(
  browser: Browser,
  { width = 1280, colorScheme = 'light' }: UserOptions = {},
): Promise<TestUser> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const hosts = new Set<string>();
  const complaints: string[] = [];
  context.on('request', (request) => hosts.add(new URL(request.url()).host));
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return {
    context,
    hosts,
    complaints,
    async open(url) {
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    [Symbol.asyncDispose]: () => context.close(),
  };
}
