import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FindPeer } from './limits/client-address.ts';

/** The text form of RFC 9562, of any version and in either case. */
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Names a request; absent when it never crossed a socket. */
export type FindCorrelationId = (incoming: IncomingMessage | undefined) => string;

/** The UUID that a trusted proxy sends in `X-Correlation-Id`, as it stands, so that its log and ours tell of one; else a new one. */
export function createFindCorrelationId(findPeer: FindPeer): FindCorrelationId {
  return (incoming) => {
    const sent = incoming?.headers['x-correlation-id'];
    if (incoming === undefined || typeof sent !== 'string' || !UUID.test(sent)) return randomUUID();
    return findPeer(incoming.socket).isTrusted ? sent : randomUUID();
  };
}
