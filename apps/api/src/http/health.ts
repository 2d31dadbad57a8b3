import {
  fail,
  JSON_TYPE,
  methodNotAllowed,
  type PortalApp,
  type PortalContext,
} from '@portal/server';

/** `/healthz` says that the process lives; `/readyz` that it can serve now. */
export function mountHealth(app: PortalApp, isReady: () => Promise<boolean>): void {
  app.get('/healthz', answerOk);
  app.get('/readyz', async (c) =>
    (await isReady()) ? answerOk(c) : fail(c, { code: 'service_unavailable' }),
  );
  for (const path of ['/healthz', '/readyz']) app.all(path, methodNotAllowed(['GET', 'HEAD']));
}

function answerOk(c: PortalContext): Response {
  return c.body('{"status":"ok"}', 200, { 'Content-Type': JSON_TYPE });
}
