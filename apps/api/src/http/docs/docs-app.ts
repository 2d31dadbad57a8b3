import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { DOCS_PATH, docsPages } from './docs-files.ts';
import { serveContent } from './serve-content.ts';

/** The pages as a Hono app, which knows what a client has already and what it takes compressed. */
export const docsApp = new Hono();

for (const [path, content] of docsPages) docsApp.get(path, etag(), serveContent(content));
docsApp.get(`${DOCS_PATH}/`, (c) => c.redirect(DOCS_PATH, 308));
