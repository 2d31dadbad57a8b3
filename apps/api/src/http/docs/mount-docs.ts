import { methodNotAllowed, type PortalApp } from '@portal/server';
import { DOCS_PATH, docsPages } from './docs-files.ts';
import { serveContent } from './serve-content.ts';

/**
 * `/openapi.json`, and `/docs`, the page that shows it; `/` leads there. Redirects are relative, so that they stay below
 * whatever prefix a proxy serves this under.
 */
export function mountDocs(app: PortalApp): void {
  for (const [path, content] of docsPages) app.get(path, serveContent(content));
  app.get(`${DOCS_PATH}/`, (c) => c.redirect(`..${DOCS_PATH}`, 308));
  app.get('/', (c) => c.redirect(DOCS_PATH.slice(1), 302));
  for (const path of [...docsPages.keys(), `${DOCS_PATH}/`, '/']) {
    app.all(path, methodNotAllowed(['GET', 'HEAD']));
  }
}
