import { dumpFile, type FileDump } from './dump-file.ts';
import type { TestPortal } from './test-portal.ts';

/** All that is stored but the last activity of users, which the server stores when its time comes. */
export function dumpSettled({ file }: Pick<TestPortal, 'file'>): FileDump {
  const { schema, rows } = dumpFile(file);
  const users = (rows['users'] ?? []).map((row) => ({
    ...(row as object),
    last_activity_at: null,
  }));
  return { schema, rows: { ...rows, users } };
}
