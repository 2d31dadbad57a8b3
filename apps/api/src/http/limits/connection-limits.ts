import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { ListenOptions } from '../listen-options.ts';
import type { Peer } from './client-address.ts';

/** How many connections too many wait to be told so; any further one is closed without a word. */
export const SURPLUS_PLACES = 64;
const SURPLUS_MS = 1000;

/** Whether a connection is one too many: then its request is to be refused. */
export type IsSurplus = (socket: Socket) => boolean;

/** Watches a server that has not started yet; what is one too many has a moment to ask and be told. */
export function limitConnections(server: Server, options: ListenOptions): IsSurplus {
  const { findPeer, maxConnections, onRejected } = options;
  const takePlace = createPlaces(options);
  const surplus = new Set<Socket>();
  if (maxConnections > 0) server.maxConnections = maxConnections + SURPLUS_PLACES;
  server.on('drop', () => onRejected?.('connection_limit'));
  server.on('connection', (socket) => {
    const leave = takePlace(findPeer(socket));
    if (leave !== undefined) return void socket.once('close', leave);
    onRejected?.('connection_limit');
    if (surplus.size === SURPLUS_PLACES) return void socket.destroy();
    surplus.add(socket);
    const timer = setTimeout(() => socket.destroy(), SURPLUS_MS).unref();
    socket.once('close', () => {
      clearTimeout(timer);
      surplus.delete(socket);
    });
  });
  return (socket) => surplus.has(socket);
}

type TakePlace = (peer: Peer) => (() => void) | undefined;

/** Counts the connections of the server and of each address; a trusted proxy speaks for many, and is not counted alone. */
function createPlaces({ maxConnections, maxConnectionsPerAddress }: ListenOptions): TakePlace {
  const taken = new Map<string, number>();
  let total = 0;
  return ({ address, isTrusted }) => {
    const own = taken.get(address) ?? 0;
    const isFull = maxConnections > 0 && total >= maxConnections;
    const isOverOwn = maxConnectionsPerAddress > 0 && own >= maxConnectionsPerAddress;
    if (isFull || (isOverOwn && !isTrusted)) return undefined;
    total += 1;
    taken.set(address, own + 1);
    return () => {
      total -= 1;
      const left = (taken.get(address) ?? 1) - 1;
      if (left === 0) taken.delete(address);
      else taken.set(address, left);
    };
  };
}
