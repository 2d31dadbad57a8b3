import type { AnswerEvent } from '@portal/mocks';
import { redactHeaders, redactQuery } from './redact.ts';

/** One request as the journal shows it: nothing in it signs anybody in. */
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

/** What signs somebody in is left out. */
export function toEntry(id: number, event: AnswerEvent): JournalEntry {
  const { url, request, controls } = event;
  return {
    id,
    time: new Date().toISOString(),
    method: request.method,
    path: `${url.pathname}${redactQuery(url.searchParams)}`,
    operations: event.operations,
    served: event.served,
    status: event.response.status,
    viewer: event.viewer,
    violations: event.violations,
    delay: controls.delay ?? null,
    fault: controls.fault ?? null,
    correlation_id: event.correlationId,
    headers: redactHeaders(request.headers),
  };
}
