import { TRPC_ENDPOINT } from '@portal/contract';

const AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

/** The path of a request target, still encoded. */
export function toSentPath(target: string): string {
  const local = target.startsWith('/') ? target : target.replace(AUTHORITY, '');
  const end = local.search(/[?#]/);
  return end === -1 ? local : local.slice(0, end);
}

/**
 * A path as routes are compared with it: an encoded unreserved character is that character (RFC 3986,
 * 6.2.2.2), and an encoded slash or percent sign stays encoded. A path that cannot be decoded stays as it is.
 */
export function decodePath(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURI(path.replaceAll('%25', '%2525'));
  } catch {
    return path;
  }
}

export function isTrpc(path: string): boolean {
  return path === TRPC_ENDPOINT || path.startsWith(`${TRPC_ENDPOINT}/`);
}

/** The query of a request target, as tRPC reads it too. */
export function toQuery(target: string): URLSearchParams {
  const at = target.indexOf('?');
  return new URLSearchParams(at === -1 ? '' : target.slice(at));
}
