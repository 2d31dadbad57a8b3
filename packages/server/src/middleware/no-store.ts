import type { MiddlewareHandler } from 'hono';
import type { PortalEnv } from '../portal-env.ts';

/** For answers that depend on who asks: no cache may keep them. */
export const noStore: MiddlewareHandler<PortalEnv> = (c, next) => {
  c.header('Cache-Control', 'private, no-store');
  c.header('Vary', 'Cookie', { append: true });
  return next();
};
