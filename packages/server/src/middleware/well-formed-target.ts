import type { MiddlewareHandler } from 'hono';
import { fail } from '../errors.ts';
import type { IncomingRequest, PortalContext, PortalEnv } from '../portal-env.ts';
import { toSentPath } from '../sent-target.ts';

/** Origin-form of RFC 9112 in visible ASCII, without the characters URL parsers read in more than one way. */
const ORIGIN_FORM = /^\/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*(\?[!"$-~]*)?$/;
const HEADERS_SENT_ONCE = ['host', 'content-type', 'content-length', 'origin'];

/**
 * Refuses what proxies and servers may read differently, before any route is chosen. `charge` may answer in its place,
 * when the client is over its limit.
 */
export function wellFormedTarget(
  charge: (c: PortalContext) => Response | undefined = () => undefined,
): MiddlewareHandler<PortalEnv> {
  return async (c, next) => {
    const incoming = c.env?.incoming;
    if (incoming === undefined || isWellFormed(incoming)) return next();
    return charge(c) ?? fail(c, { code: 'invalid_request' });
  };
}

/**
 * Whether a raw request target reads the same to everyone: no empty or dot segment that some would
 * normalise away, plain or encoded, and no encoding that is broken.
 */
export function isWellFormedTarget(target: string): boolean {
  if (!ORIGIN_FORM.test(target)) return false;
  const path = toSentPath(target);
  if (!path.includes('//') && !path.includes('/.') && !path.includes('%')) return true;
  const [, ...segments] = path.split('/');
  return segments.every((segment, at) => {
    return segment === '' ? at === segments.length - 1 : isWellFormedSegment(segment);
  });
}

function isWellFormedSegment(segment: string): boolean {
  try {
    const decoded = decodeURIComponent(segment);
    return decoded !== '.' && decoded !== '..';
  } catch {
    return false;
  }
}

/** Node's parser also lets HTTP/0.9 and HTTP/2.0 through, and answers both as HTTP/1.1. */
function isWellFormed({ httpVersionMajor, url = '', rawHeaders }: IncomingRequest): boolean {
  return httpVersionMajor === 1 && isWellFormedTarget(url) && !hasRepeatedHeader(rawHeaders);
}

function hasRepeatedHeader(rawHeaders: readonly string[]): boolean {
  const seen = new Set<string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase() ?? '';
    if (!HEADERS_SENT_ONCE.includes(name)) continue;
    if (seen.has(name)) return true;
    seen.add(name);
  }
  return false;
}
