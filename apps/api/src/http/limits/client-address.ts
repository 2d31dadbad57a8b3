import ipaddr from 'ipaddr.js';
import proxyAddr from 'proxy-addr';
import type { PortalHttpContext } from '../portal-env.ts';

const IPV6_NETWORK_BITS = 64;

/** Tells who a request is from, for counting. */
export type FindClientAddress = (c: PortalHttpContext) => string;

/**
 * The socket's address, or, where that is a trusted proxy, the nearest hop that is not.
 * An IPv6 client counts as its /64 network, which is what one customer gets.
 */
export function createFindClientAddress(trustedProxies: readonly string[]): FindClientAddress {
  const trust = proxyAddr.compile([...trustedProxies]);
  return (c) => {
    const incoming = c.env?.incoming;
    return incoming === undefined ? 'in-process' : toCountedAddress(proxyAddr(incoming, trust));
  };
}

/** What a proxy forwards need not be an address; then it counts as it stands. */
export function toCountedAddress(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${IPV6_NETWORK_BITS}`).toString();
}
