import type { FileReport } from '../store/sqlite/file/check/check-file.ts';

/** What a file holds, for a person: `2 users, 1 session, schema 0001-initial, 94208 bytes`. */
export function formatHoldings(report: Omit<FileReport, 'faults'>): string {
  const { users, sessions, schema, bytes } = report;
  return `${plural(users, 'user')}, ${plural(sessions, 'session')}, schema ${schema}, ${bytes} bytes`;
}

function plural(count: number | undefined, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
