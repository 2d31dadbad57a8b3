import { TRPC_ENDPOINT } from '@portal/contract';
import type { Choice } from '../choose-example.ts';
import type { UnknownControl } from '../controls/mock-controls.ts';
import { type Answer, type MockExchange, NO_PROVENANCE } from './exchange.ts';
import { replyJson } from './mock-reply.ts';

/** Asking for what does not exist is no question to the contract: 501, with what does exist. */
const UNKNOWN_STATUS = 501;
const JSON_RPC_NUMBER = -32603;

type UnknownExample = Extract<Choice, { chosen: 'unknown' }>;

export function refuseUnknownExample(
  exchange: MockExchange,
  id: string,
  { wanted, available, codes }: UnknownExample,
): Answer {
  return refuseUnknown(exchange, `${id} has no example ${wanted}`, { available, codes });
}

export function refuseUnknownControl(exchange: MockExchange, unknown: UnknownControl): Answer {
  const { sentence, available } = unknown;
  return refuseUnknown(exchange, sentence, { available });
}

function refuseUnknown(
  { url, correlationId }: MockExchange,
  sentence: string,
  existing: Readonly<Record<string, readonly unknown[]>>,
): Answer {
  const told = { correlation_id: correlationId, ...existing };
  const data = { code: 'NOT_IMPLEMENTED', httpStatus: UNKNOWN_STATUS, ...told };
  const body = isTrpc(url)
    ? { error: { message: sentence, code: JSON_RPC_NUMBER, data } }
    : { error: sentence, ...told };
  return { ...NO_PROVENANCE, reply: replyJson(JSON.stringify(body), UNKNOWN_STATUS) };
}

/** Whether errors at this URL have the form that tRPC clients read. */
export function isTrpc({ pathname }: URL): boolean {
  return pathname === TRPC_ENDPOINT || pathname.startsWith(`${TRPC_ENDPOINT}/`);
}
