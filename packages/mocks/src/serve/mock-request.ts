/** A request as the mock reads it. Whoever has read one already, as a server has, need not make a `Request` of it. */
export interface MockRequest {
  readonly method: string;
  readonly url: URL;
  /** Asked for by names in lower case; what was sent more than once is joined, as in `Headers`. */
  readonly headers: Pick<Headers, 'get' | 'has'> & Iterable<readonly [string, string]>;
  /** Ends a wait when nobody is there to hear the answer. */
  readonly signal: AbortSignal;
  readBody(): Promise<Uint8Array>;
}

export function fromRequest(request: Request): MockRequest {
  const { method, url, headers, signal } = request;
  return {
    method,
    url: new URL(url),
    headers,
    signal,
    readBody: async () => new Uint8Array(await request.arrayBuffer()),
  };
}
