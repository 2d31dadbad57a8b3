import type { IncomingMessage } from 'node:http';
import type { Step } from '../exchange.ts';
import { replyRefusal } from '../reply.ts';
import { toSentPath } from '../request-path.ts';
import type { LimitCaller } from './limit-requests.ts';

/** Origin-form of RFC 9112 in visible ASCII, without the characters URL parsers read in more than one way. */
const ORIGIN_FORM = /^\/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*(\?[!"$-~]*)?$/;
const HEADERS_SENT_ONCE = ['host', 'content-type', 'content-length', 'origin'];

/**
 * Whether a raw request target reads the same to everyone: no empty or dot segment that some would
 * normalise away, plain or encoded, and no encoding that is broken.
 */
export function isSoundTarget(target: string): boolean {
  if (!ORIGIN_FORM.test(target)) return false;
  const path = toSentPath(target);
  if (!path.includes('//') && !path.includes('/.') && !path.includes('%')) return true;
  const [, ...segments] = path.split('/');
  return segments.every((segment, at) => {
    return segment === '' ? at === segments.length - 1 : isSoundSegment(segment);
  });
}

function isSoundSegment(segment: string): boolean {
  try {
    const decoded = decodeURIComponent(segment);
    return decoded !== '.' && decoded !== '..';
  } catch {
    return false;
  }
}

/** Refuses what proxies and servers may read differently, before any route is chosen; each counts, wherever it points. */
export function requireSoundRequest(limit: LimitCaller): Step {
  return (exchange) => {
    const { incoming } = exchange.request;
    if (incoming === undefined || isSoundMessage(incoming)) return undefined;
    return limit(exchange, 1) ?? replyRefusal(exchange, { code: 'invalid_request' });
  };
}

/** Node's parser also lets HTTP/0.9 and HTTP/2.0 through, and answers both as HTTP/1.1. */
function isSoundMessage({ httpVersionMajor, url = '', rawHeaders }: IncomingMessage): boolean {
  return httpVersionMajor === 1 && isSoundTarget(url) && !hasRepeatedHeader(rawHeaders);
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
