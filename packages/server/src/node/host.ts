import type { IncomingMessage } from 'node:http';
import { RequestError } from '@hono/node-server';

const IPV6 = /^\[[\da-f:.]+\]$/i;

/** Gives a request its host in normal form (RFC 3986, 6.2.3), or throws a RequestError. */
export type NormalizeHost = (incoming: IncomingMessage) => void;

/** The clients of a server mostly name one host, so the last one is remembered. */
export function createNormalizeHost(): NormalizeHost {
  let sent: string | undefined;
  let normal: string;
  return ({ headers, httpVersion }) => {
    const { host } = headers;
    // Only HTTP/1.0 may leave it out (RFC 9112, 3.2); what reads the URL needs one all the same.
    if (!host && httpVersion !== '1.0') throw new RequestError('Missing host header');
    if (sent === undefined || host !== sent) {
      normal = host ? toNormalHost(host) : 'localhost';
      sent = host;
    }
    headers.host = normal;
  };
}

/** A host in a URL is read as an authority, and may turn out to be a user, a path or a number. */
function toNormalHost(host: string): string {
  const url = URL.parse(`http://${host}/`);
  const name = host.replace(/:\d*$/, '').toLowerCase();
  if (url === null || (url.hostname !== name && !IPV6.test(name))) {
    throw new RequestError('Invalid host header');
  }
  return url.host;
}
