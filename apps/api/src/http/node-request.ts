import type { IncomingMessage } from 'node:http';
import type { HttpRequest, RequestHeaders } from './http-request.ts';

/** What Node has read of a socket. */
export function toHttpRequest(incoming: IncomingMessage): HttpRequest {
  const { method = 'GET', url: target = '' } = incoming;
  return {
    method,
    target,
    // Of all that is sent more than once, Node makes a list of `Set-Cookie` alone, which no request has.
    headers: incoming.headers as RequestHeaders,
    readBody: (limit) => readBody(incoming, limit),
    incoming,
  };
}

/** Rejects when the client leaves before its body is here. */
function readBody(incoming: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  if (Number(incoming.headers['content-length']) > limit) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else resolve(undefined);
    });
    incoming.once('end', () => resolve(Buffer.concat(chunks)));
    incoming.once('error', reject);
    incoming.once('close', () => reject(new Error('the client left')));
  });
}
