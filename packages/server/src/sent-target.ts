import type { PortalContext } from './portal-env.ts';

const AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

/** The request target as it was sent; in a browser or in this process, as its URL has it. */
export function sentTarget(c: PortalContext): string {
  return c.env?.incoming?.url ?? c.req.url.replace(AUTHORITY, '');
}

/** The path of a request target, still encoded. */
export function toSentPath(target: string): string {
  const local = target.startsWith('/') ? target : target.replace(AUTHORITY, '');
  const end = local.search(/[?#]/);
  return end === -1 ? local : local.slice(0, end);
}
