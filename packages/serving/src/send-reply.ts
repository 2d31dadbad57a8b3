import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

/** An answer before it is sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
}

/** How long a client may go on sending a body that nobody reads. */
const LINGER_MS = 500;

/** Writes a reply; a client that still sends its request is not heard to the end. */
export function sendReply(response: ServerResponse, { status, headers, body }: Reply): void {
  endUnreadBody(response);
  if (body === null) {
    response.writeHead(status, headers).end();
  } else if (body instanceof ReadableStream) {
    response.writeHead(status, headers).flushHeaders();
    sendStream(response, body);
  } else {
    const length = Buffer.byteLength(body);
    response.writeHead(status, toRawHeaders(headers, length)).end(body);
  }
}

/** Names and values in turn, which Node writes out as they are, so that none may come twice. */
function toRawHeaders(headers: Reply['headers'], length: number): string[] {
  const raw = ['content-length', String(length)];
  for (const name in headers) {
    if (name !== 'content-length') raw.push(name, headers[name] ?? '');
  }
  return raw;
}

/** A client that leaves ends the stream as well. */
function sendStream(response: ServerResponse, body: ReadableStream<Uint8Array>): void {
  pipeline(Readable.fromWeb(body as NodeReadableStream), response).catch(() => response.destroy());
}

/** Closing at once would reset the connection, and what the client was told with it. */
function endUnreadBody(response: ServerResponse): void {
  const { req: request } = response;
  if (request.complete) return;
  // From then on Node itself reads the body away.
  response.once('finish', () => {
    const timer = setTimeout(() => request.socket.destroySoon(), LINGER_MS).unref();
    request.once('close', () => clearTimeout(timer));
  });
}
