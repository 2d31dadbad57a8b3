import type { IncomingMessage } from 'node:http';
import { RequestError } from '@portal/serving/request-error';

type Asked = Pick<IncomingMessage, 'url' | 'rawHeaders'>;

/** Throws a RequestError when the host and the target of a request make no URL, or another one than they seem to. */
export function toRequestUrl({ url: target = '', rawHeaders }: Asked): URL {
  if (/^[^?]*\\/.test(target)) throw new RequestError('Backslash in request path');
  if (/^https?:\/\//.test(target)) return requireUrl(target);
  if (!target.startsWith('/')) throw new RequestError('Invalid URL');
  const host = findHost(rawHeaders);
  const url = requireUrl(`http://${host}${target}`);
  if (!isSoundHost(host, url)) throw new RequestError('Invalid host header');
  return url;
}

/** Of several the first. */
function findHost(rawHeaders: readonly string[]): string {
  const at = rawHeaders.findIndex((name, index) => index % 2 === 0 && /^host$/i.test(name));
  const host = rawHeaders[at + 1];
  if (at === -1 || !host) throw new RequestError('Missing host header');
  return host;
}

function requireUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw new RequestError('Invalid URL');
  return url;
}

/** A host in a URL is read as an authority, and may turn out to be a user, a path or a number. */
function isSoundHost(host: string, { hostname }: URL): boolean {
  return (
    /^[a-z0-9._-]+(?::\d+)?$/.test(host) || hostname === host.replace(/:\d+$/, '').toLowerCase()
  );
}
