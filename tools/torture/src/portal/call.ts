import { Agent, request } from 'node:http';
import type { SignedInUser } from './population.ts';

export interface Call {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Caller extends Disposable {
  /** Rejects when no whole answer came. */
  call(call: Call): Promise<Reply>;
}

/** Calls a server over connections that are kept, at most `connections` at once, from that address of this machine. */
export function createCaller(url: string, connections = 1, localAddress = '127.0.0.1'): Caller {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: connections, localAddress });
  return {
    call: ({ method = 'GET', path, headers = {}, body }) =>
      new Promise((resolve, reject) => {
        const outgoing = request({ agent, hostname, port, method, path, headers }, (incoming) => {
          let text = '';
          incoming.setEncoding('utf8');
          incoming.on('data', (chunk: string) => {
            text += chunk;
          });
          incoming.on('error', reject);
          incoming.on('end', () => {
            resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
          });
        });
        outgoing.on('error', reject);
        outgoing.end(body);
      }),
    [Symbol.dispose]: () => agent.destroy(),
  };
}

/** An update of the signed-in user, over REST. */
export function toUpdate(cookie: string, fields: object): Call {
  const headers = { cookie, 'content-type': 'application/json' };
  return { method: 'POST', path: '/v1/users/me/update', headers, body: JSON.stringify(fields) };
}

/** The signed-in user, over REST. */
export function toMe(cookie: string): Call {
  return { path: '/v1/users/me', headers: { cookie } };
}

/** Renames to name-1, name-2, …: each has something to store. */
export function createChanges({ username, cookie }: SignedInUser): () => Call {
  let count = 0;
  return () => toUpdate(cookie, { username: `${username}-${++count}` });
}
