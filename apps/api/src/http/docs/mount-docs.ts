import type { Hono } from 'hono';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import type { PortalEnv } from '../portal-env.ts';
import { respondRefusal } from '../respond.ts';
import { DOCS_PATH, DOCUMENT_PATH, docsFiles, openApiDocument } from './docs-files.ts';
import { serveContent } from './serve-content.ts';

/** A page of another origin that asks with an ETag of its own may read that nothing changed. */
const CORS_HEADERS = [
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Credentials',
  'Access-Control-Expose-Headers',
];

/** `/openapi.json`, and `/docs`, the page that shows it. Neither needs a session nor spends a request. */
export function mountDocs(app: Hono<PortalEnv>): void {
  const answerUnchanged = etag({ retainedHeaders: [...RETAINED_304_HEADERS, ...CORS_HEADERS] });
  for (const [path, content] of [...docsFiles, [DOCUMENT_PATH, openApiDocument] as const]) {
    app.get(path, answerUnchanged, serveContent(content));
    refuseOtherMethods(app, path);
  }
  app.get(`${DOCS_PATH}/`, (c) => c.redirect(DOCS_PATH, 308));
  refuseOtherMethods(app, `${DOCS_PATH}/`);
}

function refuseOtherMethods(app: Hono<PortalEnv>, path: string): void {
  app.all(path, (c) => respondRefusal(c, { code: 'method_not_allowed', allow: ['GET', 'HEAD'] }));
}
