import type { IncomingMessage } from 'node:http';
import { RequestError } from '@portal/serving/request-error';

/** Throws a RequestError when the host and the target of a request make no URL, or another one than they seem to. */
export type RequireReadable = (incoming: IncomingMessage) => void;

/** The clients of a server mostly name one host: what was found of the last one is remembered. */
export function createRequireReadable(): RequireReadable {
  let sound: string | undefined;
  return ({ url = '', headers: { host } }) => {
    if (!/^(?:\/|https?:\/\/)/.test(url)) throw new RequestError('Invalid URL');
    if (host === sound && host !== undefined) return;
    requireSoundHost(host);
    sound = host;
  };
}

/** A host in a URL is read as an authority, and may turn out to be a user, a path or a number. */
function requireSoundHost(host: string | undefined): void {
  if (!host) throw new RequestError('Missing host header');
  const url = URL.parse(`http://${host}/`);
  const name = host.replace(/:\d+$/, '').toLowerCase();
  if (url === null || url.hostname !== name) throw new RequestError('Invalid host header');
}
