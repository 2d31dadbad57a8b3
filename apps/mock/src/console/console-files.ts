import { readFile } from 'node:fs/promises';
import type { PortalContext } from '@portal/server';

/** Where the console page is, and all that belongs to it. */
export const CONSOLE_PATH = '/__mock';

const SCRIPTS = [
  'console.js',
  'controls.js',
  'dom.js',
  'example-list.js',
  'journal-list.js',
  'snippets.js',
];

/** The files of the console by their paths. */
export const consoleFiles: ReadonlyMap<string, string> = new Map([
  [CONSOLE_PATH, 'index.html'],
  ['/favicon.ico', 'icon.svg'],
  ...['console.css', 'icon.svg', ...SCRIPTS].map(
    (name) => [`${CONSOLE_PATH}/console/${name}`, name] as const,
  ),
]);

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

const PAGE_HEADERS = {
  // Nothing from elsewhere, nothing inline, and no other page around it.
  'Content-Security-Policy':
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
};

/** Read at each request, so that a change shows at the next. */
export async function answerFile(c: PortalContext, name: string): Promise<Response> {
  const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  const headers = { ...PAGE_HEADERS, 'Content-Type': type, 'Cache-Control': 'no-cache' };
  const bytes = await readFile(new URL(`pages/${name}`, import.meta.url));
  return c.body(new Uint8Array(bytes), 200, headers);
}
