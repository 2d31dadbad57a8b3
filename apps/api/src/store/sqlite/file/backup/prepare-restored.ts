import { toTimestamp } from '@portal/domain';
import Sqlite from 'better-sqlite3';

/**
 * Makes the copy of a backup ready to be served: without its checksum, and with its sessions ended, since some
 * may have been ended for a reason after the backup was made. Returns how many it ended.
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
