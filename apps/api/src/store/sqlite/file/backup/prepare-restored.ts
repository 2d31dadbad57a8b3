import { toTimestamp } from '@portal/domain';
import Sqlite from 'better-sqlite3';

/**
 * Prepares the copy of a backup for a server: removes its checksum and ends its sessions, because some may have been
 * ended after the backup for a reason. Returns the number of ended sessions.
 */
export function prepareRestored(copy: string, keepSessions: boolean): number {
  const sqlite = new Sqlite(copy);
  try {
    sqlite.pragma('user_version = 0');
    return keepSessions ? 0 : endSessions(sqlite, toTimestamp(Date.now()));
  } finally {
    sqlite.close();
  }
}

function endSessions(sqlite: Sqlite.Database, now: string): number {
  const end = 'update sessions set ended_at = @now where ended_at is null and expires_at > @now';
  return sqlite.prepare(end).run({ now }).changes;
}
