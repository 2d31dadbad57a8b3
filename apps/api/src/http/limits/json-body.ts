import { type Outcome, refuse } from '@portal/contract';
import type { PortalHttpContext } from '../portal-env.ts';

/** Bytes a request body may have. */
export const MAX_BODY_SIZE = 16 * 1024;

const JSON_CONTENT_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** The text of a body that claims to be JSON; undefined when it is not UTF-8 or begins with a mark, which no JSON does. */
export async function readJsonBody(c: PortalHttpContext): Promise<Outcome<string | undefined>> {
  const type = c.req.header('content-type') ?? '';
  const encoding = c.req.header('content-encoding') ?? 'identity';
  if (!JSON_CONTENT_TYPE.test(type) || encoding !== 'identity') {
    return refuse({ code: 'unsupported_media_type' });
  }
  const bytes = await readBytes(c);
  if (bytes === undefined) return refuse({ code: 'request_too_large' });
  return { ok: true, value: decodeText(bytes) };
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

const BYTE_ORDER_MARK = '\uFEFF';
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeText(bytes: Uint8Array): string | undefined {
  try {
    const text = decoder.decode(bytes);
    // JSON.parse refuses a byte order mark and Request.json drops it; the transports must agree.
    return text.startsWith(BYTE_ORDER_MARK) ? undefined : text;
  } catch {
    return undefined;
  }
}
