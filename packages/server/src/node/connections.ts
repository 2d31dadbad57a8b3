import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { RejectionReport } from './bad-requests.ts';

/** How many connections over the limit get an answer at a time; any further one is closed without one. */
export const OVER_LIMIT_SLOTS = 64;
const OVER_LIMIT_MS = 1000;

/** The other end of a connection. */
export interface Peer {
  /** What its connections are counted by. */
  readonly address: string;
  /** Whether it is a proxy, which speaks for many clients. */
  readonly isTrusted: boolean;
}

/** 0, or none, is no limit. */
export interface ConnectionLimits extends RejectionReport {
  readonly maxConnections?: number;
  readonly maxConnectionsPerAddress?: number;
  readonly findPeer?: (socket: Socket) => Peer;
}

/** Whether a connection is over the limit: then its request gets an error. */
export type IsOverLimit = (socket: Socket) => boolean;

/** Limits the connections of a server that has not started yet; a client over the limit has a second to send a request. */
export function limitConnections(server: Server, limits: ConnectionLimits): IsOverLimit {
  const { maxConnections = 0, findPeer = toPeer, onRejected } = limits;
  const acquireSlot = createSlots(limits);
  const overLimit = new Set<Socket>();
  if (maxConnections > 0) server.maxConnections = maxConnections + OVER_LIMIT_SLOTS;
  server.on('drop', () => onRejected?.('connection_limit'));
  server.on('connection', (socket) => {
    const release = acquireSlot(findPeer(socket));
    if (release !== undefined) return void socket.once('close', release);
    onRejected?.('connection_limit');
    if (overLimit.size === OVER_LIMIT_SLOTS) return void socket.destroy();
    overLimit.add(socket);
    const timer = setTimeout(() => socket.destroy(), OVER_LIMIT_MS).unref();
    socket.once('close', () => {
      clearTimeout(timer);
      overLimit.delete(socket);
    });
  });
  return (socket) => overLimit.has(socket);
}

type AcquireSlot = (peer: Peer) => (() => void) | undefined;

/** Counts the connections of the server and of each address; a trusted proxy has no limit of its own. */
function createSlots(limits: ConnectionLimits): AcquireSlot {
  const { maxConnections = 0, maxConnectionsPerAddress = 0 } = limits;
  const used = new Map<string, number>();
  let total = 0;
  return ({ address, isTrusted }) => {
    const own = used.get(address) ?? 0;
    const isFull = maxConnections > 0 && total >= maxConnections;
    const isOverOwn = maxConnectionsPerAddress > 0 && own >= maxConnectionsPerAddress;
    if (isFull || (isOverOwn && !isTrusted)) return undefined;
    total += 1;
    used.set(address, own + 1);
    return () => {
      total -= 1;
      const left = (used.get(address) ?? 1) - 1;
      if (left === 0) used.delete(address);
      else used.set(address, left);
    };
  };
}

function toPeer({ remoteAddress = '' }: Socket): Peer {
  return { address: remoteAddress, isTrusted: false };
}
