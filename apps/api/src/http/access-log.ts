import { type PortalContext, type PortalEnv, sentTarget, toSentPath } from '@portal/server';
import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import type { ToRateLimitKey } from './limits/client-address.ts';

/** Characters a field of a log line may have. */
const MAX_FIELD_LENGTH = 256;

const VISIBLE_ASCII = /^[!-~]*$/;

/** Writes one line for each request when it is answered; no header but a foreign origin, no query and no body. */
export function accessLog(
  logger: Logger,
  toRateLimitKey: ToRateLimitKey,
): MiddlewareHandler<PortalEnv> {
  return async (c, next) => {
    const started = performance.now();
    await next();
    logger.info({
      correlation_id: c.get('correlationId'),
      method: c.req.method,
      path: toLoggedText(toSentPath(sentTarget(c))),
      status: c.res.status,
      duration_ms: Math.round((performance.now() - started) * 1000) / 1000,
      ...describeCall(c),
      ...describeRefusal(c, toRateLimitKey),
    });
  };
}

/** What was called and by whom, as far as the request came. */
function describeCall(c: PortalContext): object {
  const operation = c.get('operation');
  const user_id = c.get('userId');
  const bot_id = c.get('botId');
  const api_key_id = c.get('apiKeyId');
  const error = c.get('errorCode');
  return {
    ...(operation !== undefined && { operation: toLoggedText(operation) }),
    ...(user_id !== undefined && { user_id }),
    ...(bot_id !== undefined && { bot_id }),
    ...(api_key_id !== undefined && { api_key_id }),
    ...(error !== undefined && { error }),
  };
}

/** Who was turned away: the address as limits count it, and the origin of a page that may not call. */
function describeRefusal(c: PortalContext, toRateLimitKey: ToRateLimitKey): object {
  const error = c.get('errorCode');
  if (error !== 'too_many_requests' && error !== 'access_denied') return {};
  const origin = c.req.header('origin');
  return {
    client_address: toRateLimitKey(c),
    ...(origin !== undefined && { origin: toLoggedText(origin) }),
  };
}

/** A path or a name as it was sent, still encoded: nothing in it steers whoever reads the log. */
function toLoggedText(text: string): string {
  const visible = VISIBLE_ASCII.test(text) ? text : encodeURI(text);
  return visible.slice(0, MAX_FIELD_LENGTH);
}
