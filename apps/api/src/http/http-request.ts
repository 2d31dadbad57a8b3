import type { IncomingMessage } from 'node:http';

/** A request as the rules read it, whether it came over a socket or was made in this process. */
export interface HttpRequest {
  readonly method: string;
  /** What was asked for, as it was sent. */
  readonly target: string;
  readonly headers: RequestHeaders;
  /** The body; undefined when it has more bytes than that, which is seen without reading the rest. */
  readBody(limit: number): Promise<Uint8Array | undefined>;
  /** Absent when the request never crossed a socket. */
  readonly incoming?: IncomingMessage | undefined;
}

/** By their names in lower case; what was sent more than once is joined. */
export type RequestHeaders = Readonly<Record<string, string | undefined>>;
