import { matchOperation, TRPC_ENDPOINT } from '@portal/contract';
import type { JournalNote } from './journal-note.ts';
import { redactHeaders, redactQuery } from './redact.ts';

/** One exchange as the journal tells it: nothing in it signs anybody in. */
export interface JournalEntry {
  readonly id: number;
  /** ISO 8601, in milliseconds. */
  readonly time: string;
  readonly method: string;
  readonly path: string;
  readonly operations: readonly string[];
  /** The examples that were served: `operation/status/name`, the name `live` when no example was. */
  readonly served: readonly string[];
  readonly status: number;
  readonly viewer: string;
  /** What of the request breaks the contract. */
  readonly violations: readonly string[];
  /** Milliseconds the answer is kept back; null when it is not. */
  readonly delay: number | null;
  readonly fault: string | null;
  readonly correlation_id: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** An entry made of what was noted; here it loses what signs somebody in. */
export function toEntry(id: number, note: JournalNote): JournalEntry {
  const { url, method, controls } = note;
  return {
    id,
    time: new Date(note.moment).toISOString(),
    method,
    path: `${url.pathname}${redactQuery(url.searchParams)}`,
    operations: findOperations(method, url.pathname),
    served: note.served,
    status: note.status,
    viewer: note.viewer,
    violations: note.violations,
    delay: controls.delay ?? null,
    fault: controls.fault ?? null,
    correlation_id: note.correlationId,
    headers: redactHeaders(note.headers),
  };
}

/** By the path, since what is refused serves nothing. */
function findOperations(method: string, pathname: string): readonly string[] {
  const procedures = `${TRPC_ENDPOINT}/`;
  if (pathname.startsWith(procedures)) {
    return pathname.slice(procedures.length).split(/,|%2C/i);
  }
  const match = matchOperation(method, pathname);
  return match.found === 'operation' ? [match.id] : [];
}
