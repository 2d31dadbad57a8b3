import { MAX_BODY_SIZE, type Outcome, refuse } from '@portal/contract';
import type { PortalContext } from './portal-env.ts';

/** Parameters may be empty, and the only one that is known says UTF-8 (RFC 9110, 5.6.6). */
const JSON_CONTENT_TYPE =
  /^application\/json[ \t]*(;[ \t]*(charset[ \t]*=[ \t]*"?utf-8"?[ \t]*)?)*$/i;
const BYTE_ORDER_MARK = '\uFEFF';
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a body that claims to be JSON; undefined if it is not UTF-8 or begins with a byte order mark. */
export async function readJsonBody(c: PortalContext): Promise<Outcome<string | undefined>> {
  if (!isJsonRequest(c)) return refuse({ code: 'unsupported_media_type' });
  return readBody(c);
}

/** The same for an operation that needs no body: an empty one need not say that it is JSON. */
export async function readOptionalBody(c: PortalContext): Promise<Outcome<string | undefined>> {
  if (isJsonRequest(c)) return readBody(c);
  if (c.req.header('content-type') !== undefined) return refuse({ code: 'unsupported_media_type' });
  const body = await readBody(c);
  const isEmpty = !body.ok || body.value === '';
  return isEmpty ? body : refuse({ code: 'unsupported_media_type' });
}

/** What is not JSON becomes undefined, which is no operation's input. */
export function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isJsonRequest(c: PortalContext): boolean {
  const encoding = c.req.header('content-encoding') ?? 'identity';
  return (
    JSON_CONTENT_TYPE.test(c.req.header('content-type') ?? '') &&
    encoding.toLowerCase() === 'identity'
  );
}

async function readBody(c: PortalContext): Promise<Outcome<string | undefined>> {
  const length = c.req.header('content-length');
  if (Number(length) > MAX_BODY_SIZE) return refuse({ code: 'request_too_large' });
  try {
    const bytes = length === undefined ? await readChunks(c) : await c.req.arrayBuffer();
    if (bytes === undefined || bytes.byteLength > MAX_BODY_SIZE) {
      return refuse({ code: 'request_too_large' });
    }
    return { ok: true, value: decode(bytes) };
  } catch {
    // The client left before its body was here.
    return refuse({ code: 'invalid_request' });
  }
}

/** A body of unknown length is counted while it is read; undefined if it is too large. */
async function readChunks(c: PortalContext): Promise<ArrayBuffer | undefined> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_SIZE) return undefined;
    chunks.push(chunk);
  }
  return new Blob(chunks).arrayBuffer();
}

/** `JSON.parse` refuses a byte order mark and `Request.json` drops it; the transports must agree. */
function decode(bytes: ArrayBuffer): string | undefined {
  try {
    const text = decoder.decode(bytes);
    return text.startsWith(BYTE_ORDER_MARK) ? undefined : text;
  } catch {
    return undefined;
  }
}
