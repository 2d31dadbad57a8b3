import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { Reply } from './reply.ts';

/** How long a client may go on sending a body that nobody reads. */
const LINGER_MS = 500;

/** Writes a reply; a connection that is to break off is closed behind what the body has. */
export function sendReply(outgoing: ServerResponse, reply: Reply): void {
  const { status, headers, body, breaksOff } = reply;
  endUnreadBody(outgoing);
  if (breaksOff) {
    outgoing.writeHead(status, headers).write(body ?? '', () => outgoing.destroy());
  } else if (body === null) {
    outgoing.writeHead(status, headers).end();
  } else if (body instanceof ReadableStream) {
    outgoing.writeHead(status, headers).flushHeaders();
    sendStream(outgoing, body);
  } else {
    const length = Buffer.byteLength(body);
    outgoing.writeHead(status, { ...headers, 'content-length': length }).end(body);
  }
}

/** A client that leaves ends the stream as well. */
function sendStream(outgoing: ServerResponse, body: ReadableStream<Uint8Array>): void {
  pipeline(Readable.fromWeb(body as NodeReadableStream), outgoing).catch(() => outgoing.destroy());
}

/** Closing at once would reset the connection, and what the client was told with it. */
function endUnreadBody(outgoing: ServerResponse): void {
  const { req: incoming } = outgoing;
  if (incoming.complete) return;
  // From then on Node itself reads the body away.
  outgoing.once('finish', () => {
    const timer = setTimeout(() => incoming.socket.destroySoon(), LINGER_MS).unref();
    incoming.once('close', () => clearTimeout(timer));
  });
}
