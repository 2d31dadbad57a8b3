/** One answer as it came: header names in lower case, its head also as text. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly head: string;
  readonly body: string;
}

export interface Parsed {
  readonly answer: WireAnswer;
  /** How many of the bytes it took. */
  readonly length: number;
}

export interface ParseOptions {
  /** An answer to HEAD has none, whatever its length says. */
  readonly hasBody: boolean;
  /** Nothing more comes. */
  readonly ended: boolean;
}

/** The first answer among those bytes, past any `100 Continue`; undefined while it is not whole. */
export function parseAnswer(bytes: Buffer, options: ParseOptions): Parsed | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1] ?? 0);
  const start = end + 4;
  if (status >= 100 && status < 200) {
    const rest = parseAnswer(bytes.subarray(start), options);
    return rest && { ...rest, length: rest.length + start };
  }
  const headers = head.split('\r\n').slice(1).map(toHeader);
  const body = readBody(bytes.subarray(start), headers, options);
  if (body === undefined) return undefined;
  const answer = { status, headers, head, body: body.content.toString('utf8') };
  return { answer, length: start + body.length };
}

export function findHeader({ headers }: WireAnswer, name: string): string | undefined {
  return headers.find(([other]) => other === name)?.[1];
}

function toHeader(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

interface Body {
  readonly content: Buffer;
  readonly length: number;
}

function readBody(
  bytes: Buffer,
  headers: WireAnswer['headers'],
  { hasBody, ended }: ParseOptions,
): Body | undefined {
  if (!hasBody) return { content: Buffer.alloc(0), length: 0 };
  const find = (wanted: string) => headers.find(([name]) => name === wanted)?.[1];
  if (find('transfer-encoding') === 'chunked') return readChunks(bytes);
  const declared = find('content-length');
  const length = declared === undefined ? bytes.length : Number(declared);
  const isWhole = declared === undefined ? ended : bytes.length >= length;
  return isWhole ? { content: bytes.subarray(0, length), length } : undefined;
}

function readChunks(bytes: Buffer): Body | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = bytes.indexOf('\r\n', at);
    if (line === -1) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16);
    const end = line + 2 + size + 2;
    if (bytes.length < end) return undefined;
    if (size === 0) return { content: Buffer.concat(chunks), length: end };
    chunks.push(bytes.subarray(line + 2, line + 2 + size));
    at = end;
  }
}
