import type { HttpRequest } from './http-request.ts';
import type { Reply } from './reply.ts';

/** A request of this process, which crossed no socket. */
export function fromFetchRequest(request: Request): HttpRequest {
  const { method, headers } = request;
  const { pathname, search } = new URL(request.url);
  return {
    method,
    target: pathname + search,
    headers: Object.fromEntries(headers),
    readBody: (limit) => readBody(request, limit),
  };
}

export function toFetchResponse({ status, headers, body }: Reply): Response {
  return new Response(body, { status, headers });
}

async function readBody({ body }: Request, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
