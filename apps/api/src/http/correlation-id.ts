import { randomUUID } from 'node:crypto';
import type { PortalContext } from '@portal/server';
import { type FindPeer, findIncoming } from './limits/client-address.ts';

/** The text form of RFC 9562, of any version and in either case. */
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Names a request. */
export type ToCorrelationId = (c: PortalContext) => string;

/** Takes the UUID that a trusted proxy sends in `X-Correlation-Id`, so that its log and ours name one request; else makes one. */
export function createToCorrelationId(findPeer: FindPeer): ToCorrelationId {
  return (c) => {
    const incoming = findIncoming(c);
    const sent = incoming?.headers['x-correlation-id'];
    if (incoming === undefined || typeof sent !== 'string' || !UUID.test(sent)) return randomUUID();
    return findPeer(incoming.socket).isTrusted ? sent : randomUUID();
  };
}
