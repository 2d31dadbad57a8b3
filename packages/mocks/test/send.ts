import type { Mock } from '../src/create-mock.ts';

export const ORIGIN = 'http://portal.test';

/** Any session cookie: an ordinary user's. */
export const COOKIE = 'psession=any';

/** What a test sends, headers by name. */
export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; undefined when there is none. */
  readonly body: unknown;
}

/** Sends one request to a mock and reads the answer to its end. */
export async function send(mock: Mock, path: string, sent: Sent = {}): Promise<Received> {
  const response = await mock.fetch(new Request(`${ORIGIN}${path}`, sent));
  const text = await response.text();
  const body = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, text, body };
}

/** A POST as REST and tRPC clients make it, with a session. */
export function post(body: unknown, headers: Sent['headers'] = {}): Sent {
  return {
    method: 'POST',
    headers: { cookie: COOKIE, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/** The example an answer names, without its operation and status. */
export function servedName({ headers }: Received): string | undefined {
  return headers.get('mock-example')?.split('/').at(-1);
}
