import {
  errorRegistry,
  type Refusal,
  refusalHeaders,
  toErrorReply,
  toTrpcErrorShape,
} from '@portal/contract';
import type { Reply } from '@portal/serving/send-reply';
import { type Exchange, varyBy } from './exchange.ts';
import { isTrpc } from './request-path.ts';

export const JSON_TYPE = 'application/json';

export type { Reply };

export function replyJson(text: string): Reply {
  return { status: 200, headers: { 'content-type': JSON_TYPE }, body: text };
}

/** Refuses a request in the form of the transport it came by. */
export function replyRefusal({ access, path }: Exchange, refusal: Refusal): Reply {
  access.error = refusal.code;
  const { correlation_id } = access;
  const body = isTrpc(path)
    ? { error: toTrpcErrorShape(refusal, correlation_id) }
    : toErrorReply(refusal, correlation_id).body;
  return {
    status: errorRegistry[refusal.code].status,
    headers: { 'content-type': JSON_TYPE, ...refusalHeaders(refusal) },
    body: JSON.stringify(body),
  };
}

/** Adds what any answer carries; HEAD asks for the headers alone. */
export function completeReply({ request, headers }: Exchange, reply: Reply): Reply {
  const { status, headers: own, body } = reply;
  if (own['vary'] !== undefined) varyBy(headers, own['vary']);
  for (const name in own) headers[name] ??= own[name] ?? '';
  return { status, headers, body: request.method === 'HEAD' ? null : body };
}
