import { decodeBody, isJsonRequest, MAX_BODY_SIZE, type Outcome, refuse } from '@portal/contract';
import type { PortalHttpContext } from '../portal-env.ts';

/** The text of a body that claims to be JSON; undefined when it is not UTF-8 or begins with a mark, which no JSON does. */
export async function readJsonBody(c: PortalHttpContext): Promise<Outcome<string | undefined>> {
  const type = c.req.header('content-type') ?? '';
  const encoding = c.req.header('content-encoding') ?? 'identity';
  if (!isJsonRequest(type, encoding)) return refuse({ code: 'unsupported_media_type' });
  const bytes = await readBytes(c);
  if (bytes === undefined) return refuse({ code: 'request_too_large' });
  return { ok: true, value: decodeBody(bytes) };
}

/** Undefined when the body is too large, which is seen without reading the rest. */
async function readBytes(c: PortalHttpContext): Promise<Uint8Array | undefined> {
  const declared = c.req.header('content-length');
  if (declared === undefined) return readStream(c.req.raw.body);
  return Number(declared) > MAX_BODY_SIZE ? undefined : new Uint8Array(await c.req.arrayBuffer());
}

async function readStream(
  body: ReadableStream<Uint8Array> | null,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > MAX_BODY_SIZE) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
