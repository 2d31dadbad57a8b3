/** One way of framing a request that two parsers may read differently, and what must be answered. */
export interface FramingCase {
  readonly name: string;
  /** In bytes (latin1), with a place for the cookie of each of three users. */
  readonly bytes: string;
  /** Each answer in turn: its status, and whom it speaks of. */
  readonly answers: readonly string[];
  /** The client leaves after that, and nobody asks behind it. */
  readonly leaves: boolean;
}

/** A row of the corpus: what is odd about a request; it is refused, and nothing behind it is answered, by default. */
export type FramingRow = readonly [
  name: string,
  headers: readonly string[],
  body?: string,
  answers?: readonly string[] | undefined,
];

export const FRAMING_USERS = ['first', 'hidden', 'next'] as const;
export const HOST = 'Host: portal.example';
/** Of a session cookie: what stands for one is as long, because lengths are scenario of a case. */
const COOKIE_LENGTH = 'psession='.length + 64;

/** What stands for the cookie of a user. */
export function toPlace(username: string): string {
  return `{${username}}`.padEnd(COOKIE_LENGTH, '-');
}

/** Where a case waits, so that what follows is read by itself. */
export const PAUSE = '{pause}';

export const FIRST = `Cookie: ${toPlace('first')}`;

/** What an attacker wants to be taken for a request. */
export const HIDDEN = toText('GET /v1/users/me HTTP/1.1', [HOST, `Cookie: ${toPlace('hidden')}`]);
/** What somebody else asks behind each case, as through a proxy that shares a connection. */
const NEXT = toText('GET /v1/users/me HTTP/1.1', [
  HOST,
  `Cookie: ${toPlace('next')}`,
  'Connection: close',
]);

/** A case for each row, with that line at the start of the request. */
export function toCases(line: string, rows: readonly FramingRow[]): readonly FramingCase[] {
  return rows.map(([name, headers, body, answers = ['400']]) => {
    const bytes = toText(line, [HOST, FIRST, ...headers], body) + NEXT;
    return { name, bytes, answers, leaves: false };
  });
}

/** A case that is those bytes and no more, with somebody else's request behind it. */
export function toRawCase(name: string, bytes: string): FramingCase {
  return { name, bytes: bytes + NEXT, answers: ['400'], leaves: false };
}

/** A request that ends in the middle; the client gets an answer if it still reads. */
export function toCutCase(name: string, bytes: string): FramingCase {
  return { name, bytes, answers: ['400'], leaves: true };
}

export function toText(line: string, headers: readonly string[], body = ''): string {
  return [line, ...headers, '', body].join('\r\n');
}
