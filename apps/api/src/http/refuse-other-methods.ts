import { allowedMethods } from '@portal/contract';
import type { Exchange } from './exchange.ts';
import { type Reply, replyRefusal } from './reply.ts';

const ALLOWED = allowedMethods('GET');

/** Refuses whatever would do more than read what can only be read. */
export function refuseOtherMethods(exchange: Exchange): Reply | undefined {
  if (ALLOWED.includes(exchange.request.method)) return undefined;
  return replyRefusal(exchange, { code: 'method_not_allowed', allow: ALLOWED });
}
