import { operationEntries } from '@portal/contract';
import { Hono } from 'hono';
import type { PortalAppOptions, ServerOptions } from './call.ts';
import { fail } from './errors.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import type { PortalApp, PortalContext, PortalEnv } from './portal-env.ts';
import { mountRest } from './rest.ts';
import { createRunCall } from './run-call.ts';
import { mountTrpc } from './trpc.ts';

/** Portal as a Hono app: the operations over REST and tRPC, in front of a service. */
export function createPortalApp(options: PortalAppOptions): PortalApp {
  return createServerApp({ ...options, operations: operationEntries });
}

/** The same for any table of operations. */
export function createServerApp(options: ServerOptions): PortalApp {
  const { toCorrelationId = () => crypto.randomUUID() } = options;
  const app: PortalApp = new Hono<PortalEnv>();
  const run = createRunCall(options);
  app.use(async (c, next) => {
    const correlationId = toCorrelationId(c);
    c.set('correlationId', correlationId);
    c.header('X-Correlation-Id', correlationId);
    await next();
  });
  app.use(securityHeaders);
  options.before?.(app);
  mountRest(app, run, options);
  mountTrpc(app, run, options);
  app.notFound((c) => fail(c, { code: 'not_found' }));
  app.onError((error, c) => failWith(c, error, options));
  return app;
}

/** The one place where what was thrown becomes an answer; nothing of it reaches the client. */
function failWith(c: PortalContext, error: Error, options: ServerOptions): Response {
  const refusal = options.toRefusal?.(error, c);
  if (refusal === undefined) options.reportBug(c, error);
  return fail(c, refusal ?? { code: 'internal_error' });
}
