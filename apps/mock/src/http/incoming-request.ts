import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { MockRequest } from '@portal/mocks';
import { toRequestUrl } from './request-url.ts';

/** What Node has read of a socket; throws a RequestError when that names no place. */
export function toMockRequest(incoming: IncomingMessage, outgoing: ServerResponse): MockRequest {
  return {
    method: incoming.method ?? 'GET',
    url: toRequestUrl(incoming),
    headers: new IncomingHeaders(incoming.headers),
    readBody: () => buffer(incoming),
    // Made when it is asked for: few requests wait.
    get signal() {
      return createCloseSignal(outgoing);
    },
  };
}

/** The headers that Node has read, as the mock asks for them. */
class IncomingHeaders {
  readonly #byName: IncomingHttpHeaders;

  constructor(byName: IncomingHttpHeaders) {
    this.#byName = byName;
  }

  get(name: string): string | null {
    return this.#byName[name]?.toString() ?? null;
  }

  has(name: string): boolean {
    return this.#byName[name] !== undefined;
  }

  /** By name, as `Headers` has them. */
  *[Symbol.iterator](): Iterator<[string, string]> {
    for (const name of Object.keys(this.#byName).sort()) yield [name, this.get(name) ?? ''];
  }
}

/** Aborted when the connection ends before the answer does. */
function createCloseSignal(outgoing: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const end = () => {
    if (!outgoing.writableFinished) controller.abort();
  };
  if (outgoing.closed) end();
  else outgoing.once('close', end);
  return controller.signal;
}
