/** Maximum size of a request body in bytes. */
export const MAX_BODY_SIZE = 16 * 1024;

const JSON_CONTENT_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** True for the only allowed content type, without a content encoding. */
export function isJsonRequest(contentType: string, contentEncoding: string): boolean {
  return JSON_CONTENT_TYPE.test(contentType) && contentEncoding === 'identity';
}

const BYTE_ORDER_MARK = '\uFEFF';
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a body. Undefined if it is not UTF-8, or if it begins with a byte order mark, which JSON does not allow. */
export function decodeBody(bytes: Uint8Array): string | undefined {
  try {
    const text = decoder.decode(bytes);
    // JSON.parse fails on a byte order mark and Request.json drops it, but both transports must do the same.
    return text.startsWith(BYTE_ORDER_MARK) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Text that is not JSON becomes undefined, which no operation accepts. */
export function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
