/** Bytes a request body may have. */
export const MAX_BODY_SIZE = 16 * 1024;

const JSON_CONTENT_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** The one content type a body may have, and no encoding around it. */
export function isJsonRequest(contentType: string, contentEncoding: string): boolean {
  return JSON_CONTENT_TYPE.test(contentType) && contentEncoding === 'identity';
}

const BYTE_ORDER_MARK = '\uFEFF';
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a body; undefined when it is not UTF-8 or begins with a mark, which no JSON does. */
export function decodeBody(bytes: Uint8Array): string | undefined {
  try {
    const text = decoder.decode(bytes);
    // JSON.parse refuses a byte order mark and Request.json drops it; the transports must agree.
    return text.startsWith(BYTE_ORDER_MARK) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** What is not JSON becomes undefined, which is no operation's input. */
export function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
