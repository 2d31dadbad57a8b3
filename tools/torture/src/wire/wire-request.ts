/** One request as its bytes have it: nothing is added, nothing is put right. */
export interface WireRequest {
  readonly method: string;
  /** In bytes (latin1), as headers are. */
  readonly target: string;
  readonly headers: readonly Header[];
  readonly body?: Buffer;
  /** HTTP/1.1 by default. */
  readonly version?: string;
}

export type Header = readonly [name: string, value: string];

export function toBytes({ method, target, headers, body, version }: WireRequest): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${target} ${version ?? 'HTTP/1.1'}\r\n${lines.join('')}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), body ?? Buffer.alloc(0)]);
}

/** The same request with a header in place of those of its name, or beside them. */
export function withHeader(request: WireRequest, [name, value]: Header): WireRequest {
  const others = request.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return { ...request, headers: [...others, [name, value]] };
}

export function withoutHeader(request: WireRequest, name: string): WireRequest {
  const others = request.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return { ...request, headers: others };
}

/** The same request with a body and its length. */
export function withBody(request: WireRequest, text: string | Buffer): WireRequest {
  const body = Buffer.from(text as string);
  return { ...withHeader(request, ['Content-Length', String(body.length)]), body };
}
