import { Hono } from 'hono';
import { etag } from 'hono/etag';
import type { Exchange, Step } from '../exchange.ts';
import { refuseOtherMethods } from '../refuse-other-methods.ts';
import type { Reply } from '../reply.ts';
import { DOCS_PATH, DOCUMENT_PATH, docsFiles, openApiDocument } from './docs-files.ts';
import { serveContent } from './serve-content.ts';

/** `/openapi.json`, and `/docs`, the page that shows it. Neither needs a session nor spends a request. */
export function createServeDocs(): Step {
  const pages = new Map([...docsFiles, [DOCUMENT_PATH, openApiDocument] as const]);
  const app = new Hono();
  for (const [path, content] of pages) app.get(path, etag(), serveContent(content));
  app.get(`${DOCS_PATH}/`, (c) => c.redirect(DOCS_PATH, 308));
  const isPage = (path: string) => pages.has(path) || path === `${DOCS_PATH}/`;
  return (exchange) => {
    if (!isPage(exchange.path)) return undefined;
    return refuseOtherMethods(exchange) ?? ask(app, exchange);
  };
}

/** Asks a Hono app, which knows what a client has already and what it takes compressed. */
async function ask(app: Hono, { path, request }: Exchange): Promise<Reply> {
  const { method, headers } = request;
  const init = { method, headers: headers as Record<string, string> };
  const response = await app.fetch(new Request(`http://portal${path}`, init));
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: response.body && new Uint8Array(await response.arrayBuffer()),
  };
}
