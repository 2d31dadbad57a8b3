import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import ipaddr from 'ipaddr.js';
import proxyAddr from 'proxy-addr';

/** Of the eight parts of an IPv6 address, those that name the network which one customer gets. */
const NETWORK_PARTS = 4;

/** Tells who a request is from, for counting; absent when it never crossed a socket. */
export type FindClientAddress = (incoming: IncomingMessage | undefined) => string;

/** Who is at the other end of a socket. */
export interface Peer {
  /** As it is counted. */
  readonly address: string;
  /** Whether it is a proxy that is believed, and may speak for many. */
  readonly isTrusted: boolean;
}

export type FindPeer = (socket: Socket) => Peer;

/** An address is parsed once for a socket: that costs as much as a tenth of a whole request. */
export function createFindPeer(trustedProxies: readonly string[]): FindPeer {
  const trust = proxyAddr.compile([...trustedProxies]);
  const peers = new WeakMap<Socket, Peer>();
  return (socket) => {
    const known = peers.get(socket);
    if (known !== undefined) return known;
    const { remoteAddress = '' } = socket;
    const peer = { address: toCountedAddress(remoteAddress), isTrusted: trust(remoteAddress, 0) };
    peers.set(socket, peer);
    return peer;
  };
}

/**
 * The socket's address, or, where that is a trusted proxy, the nearest hop that is not.
 * An IPv6 client counts as its /64 network, which is what one customer gets.
 */
export function createFindClientAddress(trustedProxies: readonly string[]): FindClientAddress {
  const trust = proxyAddr.compile([...trustedProxies]);
  const findPeer = createFindPeer(trustedProxies);
  return (incoming) => {
    if (incoming === undefined) return 'in-process';
    const peer = findPeer(incoming.socket);
    return peer.isTrusted ? toCountedAddress(proxyAddr(incoming, trust)) : peer.address;
  };
}

/** What a proxy forwards need not be an address; then it counts as it stands. */
export function toCountedAddress(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  const network = parsed.parts.map((part, at) => (at < NETWORK_PARTS ? part : 0));
  return new ipaddr.IPv6(network).toString();
}
