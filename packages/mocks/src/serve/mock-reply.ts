/** Names are in lower case, as they are compared. */
export type ReplyHeaders = Readonly<Record<string, string>>;

/** An answer as plain data. Whoever writes it out, as a server does, need not make a `Response` of it. */
export interface MockReply {
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
  /** Whether the connection is to break off behind the body. @default false */
  readonly breaksOff?: boolean;
}

/** A reply that no fault has spoilt. */
export interface SoundReply extends MockReply {
  readonly body: string | null;
}

const JSON_HEADERS: ReplyHeaders = { 'content-type': 'application/json' };

/** JSON, with the headers that are promised beside its type. */
export function replyJson(text: string, status = 200, promised: ReplyHeaders = {}): SoundReply {
  const lower = Object.entries(promised).map(([name, value]) => [name.toLowerCase(), value]);
  return { status, headers: { ...JSON_HEADERS, ...Object.fromEntries(lower) }, body: text };
}
