import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { PortalContext } from '@portal/server';
import ipaddr from 'ipaddr.js';
import proxyAddr from 'proxy-addr';

/** Of the eight parts of an IPv6 address, those that name the network which one customer gets. */
const NETWORK_PARTS = 4;

/** The client that a request counts for. */
export type ToRateLimitKey = (c: PortalContext) => string;

/** Who is at the other end of a socket. */
export interface Peer {
  /** As it is counted. */
  readonly address: string;
  /** Whether it is a proxy that is believed, and may speak for many. */
  readonly isTrusted: boolean;
}

export type FindPeer = (socket: Socket) => Peer;

/** The request as Node has it; undefined if it never crossed a socket. */
export function findIncoming(c: PortalContext): IncomingMessage | undefined {
  return c.env?.incoming as IncomingMessage | undefined;
}

/** An address is parsed once for a socket: that costs as much as a tenth of a whole request. */
export function createFindPeer(trustedProxies: readonly string[]): FindPeer {
  const trust = proxyAddr.compile([...trustedProxies]);
  const peers = new WeakMap<Socket, Peer>();
  return (socket) => {
    const known = peers.get(socket);
    if (known !== undefined) return known;
    const { remoteAddress = '' } = socket;
    const address = toRateLimitKey(remoteAddress) ?? remoteAddress;
    const peer = { address, isTrusted: trust(remoteAddress, 0) };
    peers.set(socket, peer);
    return peer;
  };
}

export interface ClientAddressOptions {
  readonly trustedProxies: readonly string[];
  readonly findPeer: FindPeer;
  /** Called when somebody who is not trusted names a client. */
  readonly onUntrusted?: (peer: Peer) => void;
}

/**
 * The socket's address, or, where that is a trusted proxy, the nearest hop that is not. What a proxy forwards may be no
 * address: then the request counts as the proxy's own.
 */
export function createToRateLimitKey(options: ClientAddressOptions): ToRateLimitKey {
  const { findPeer, onUntrusted } = options;
  const isTrusted = proxyAddr.compile([...options.trustedProxies]);
  const trust = (address: string, hop: number) => isTrusted(withoutPort(address), hop);
  return (c) => {
    const incoming = findIncoming(c);
    if (incoming === undefined) return 'in-process';
    const peer = findPeer(incoming.socket);
    if (incoming.headers['x-forwarded-for'] === undefined) return peer.address;
    if (peer.isTrusted) return toRateLimitKey(proxyAddr(incoming, trust)) ?? peer.address;
    onUntrusted?.(peer);
    return peer.address;
  };
}

/** The whole address of a client, without a port; null if it has none. */
export function createToClientIp({
  trustedProxies,
  findPeer,
}: ClientAddressOptions): (c: PortalContext) => string | null {
  const isTrusted = proxyAddr.compile([...trustedProxies]);
  const trust = (address: string, hop: number) => isTrusted(withoutPort(address), hop);
  return (c) => {
    const incoming = findIncoming(c);
    if (incoming === undefined) return null;
    const peer = incoming.socket.remoteAddress ?? '';
    const isForwarded = findPeer(incoming.socket).isTrusted;
    const sent = isForwarded ? withoutPort(proxyAddr(incoming, trust)) : peer;
    const address = ipaddr.isValid(sent) ? sent : peer;
    return ipaddr.isValid(address) ? ipaddr.process(address).toString() : null;
  };
}

/**
 * A client address as limits count it, without a port; undefined if it is none. An IPv6 client counts as its /64 network,
 * which is what one customer gets, and one that a translator (RFC 6052, 3056) made of IPv4 as its IPv4 address.
 */
export function toRateLimitKey(sent: string): string | undefined {
  const address = withoutPort(sent);
  if (!ipaddr.isValid(address)) return undefined;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  const { parts } = parsed;
  const range = parsed.range();
  if (range === 'rfc6052') return toIpv4(parts[6], parts[7]);
  if (range === '6to4') return toIpv4(parts[1], parts[2]);
  return new ipaddr.IPv6(parts.map((part, at) => (at < NETWORK_PARTS ? part : 0))).toString();
}

function toIpv4(high = 0, low = 0): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Some proxies send `address:port`, and `[address]:port` for IPv6. */
function withoutPort(address: string): string {
  const [, ipv6, ipv4] = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/.exec(address) ?? [];
  return ipv6 ?? ipv4 ?? address;
}
