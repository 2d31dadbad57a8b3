import { dumpFile, type FileDump } from './dump-file.ts';
import type { TestPortal } from './test-portal.ts';

/** The stored rows without the last activity of users and the clock, which the server stores in the background. */
export function dumpSettled({ file }: Pick<TestPortal, 'file'>): FileDump {
  const { schema, rows } = dumpFile(file);
  const users = (rows['users'] ?? []).map((row) => ({
    ...(row as object),
    last_activity_at: null,
  }));
  return { schema, rows: { ...rows, users, clock: [] } };
}
