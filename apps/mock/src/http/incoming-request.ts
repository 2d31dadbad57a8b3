import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { MockRequest } from '@portal/mocks';
import { toRequestUrl } from './request-url.ts';

/**
 * What Node has read of a socket; throws a RequestError when that names no place.
 * A class, since V8 gives every literal that has a getter a shape of its own, and keeps what it closes over.
 */
export class IncomingRequest implements MockRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHeaders;
  readonly #incoming: IncomingMessage;
  readonly #outgoing: ServerResponse;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse) {
    this.method = incoming.method ?? 'GET';
    this.url = toRequestUrl(incoming);
    this.headers = new IncomingHeaders(incoming.headers);
    this.#incoming = incoming;
    this.#outgoing = outgoing;
  }

  /** Made when it is asked for: few requests wait. */
  get signal(): AbortSignal {
    return createCloseSignal(this.#outgoing);
  }

  readBody(): Promise<Uint8Array> {
    return buffer(this.#incoming);
  }
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
