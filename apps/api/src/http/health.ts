import type { Hono } from 'hono';
import type { PortalEnv } from './portal-env.ts';
import { JSON_TYPE, respondRefusal } from './respond.ts';

/** `/healthz` says that the process lives; `/readyz` that it can serve now. */
export function mountHealth(app: Hono<PortalEnv>, isReady: () => Promise<boolean>): void {
  const ok = '{"status":"ok"}';
  app.get('/healthz', (c) => c.body(ok, 200, { 'Content-Type': JSON_TYPE }));
  app.get('/readyz', async (c) => {
    if (!(await isReady())) return respondRefusal(c, { code: 'service_unavailable' });
    return c.body(ok, 200, { 'Content-Type': JSON_TYPE });
  });
  for (const path of ['/healthz', '/readyz']) {
    app.all(path, (c) => respondRefusal(c, { code: 'method_not_allowed', allow: ['GET', 'HEAD'] }));
  }
}
