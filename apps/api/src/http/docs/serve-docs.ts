import type { Exchange, Step } from '../exchange.ts';
import { refuseOtherMethods } from '../refuse-other-methods.ts';
import type { Reply } from '../reply.ts';
import { DOCS_PATH, docsPages } from './docs-files.ts';

/** `/openapi.json`, and `/docs`, the page that shows it. Neither needs a session nor spends a request. */
export function createServeDocs(): Step {
  return (exchange) => {
    if (!isPage(exchange.path)) return undefined;
    return refuseOtherMethods(exchange) ?? ask(exchange);
  };
}

function isPage(path: string): boolean {
  return docsPages.has(path) || path === `${DOCS_PATH}/`;
}

/** What answers is loaded at the first page, so that no start waits for it. */
async function ask({ path, request }: Exchange): Promise<Reply> {
  const { docsApp } = await import('./docs-app.ts');
  const { method, headers } = request;
  const init = { method, headers: headers as Record<string, string> };
  const response = await docsApp.fetch(new Request(`http://portal${path}`, init));
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: response.body && new Uint8Array(await response.arrayBuffer()),
  };
}
