import { OperatorError } from '@portal/serving/operator-error';
import { build } from '../store/sqlite/build.ts';
import { type Connection, createConnection } from '../store/sqlite/connection.ts';
import { isThere } from '../store/sqlite/file/durable-file.ts';
import { examineFile, reading, readMigrations } from '../store/sqlite/file/examine-file.ts';
import { resolveFile } from '../store/sqlite/file/resolve-file.ts';

/** Reads a file, if there is one, before anything is changed in it; throws like `requireDemoUsers`. */
export function requireDemoFile(file: string): void {
  const path = resolveFile(file);
  if (!isThere(path)) return;
  examineFile(path);
  reading(path, (sqlite) => {
    if (readMigrations(sqlite).length > 0) requireDemoUsers(createConnection(sqlite));
  });
}

/** Throws an OperatorError if the database holds a user that no demo made: a demo deletes all users it finds. */
export function requireDemoUsers(db: Connection): void {
  // A demo gives each of its users a session of this origin, and nothing else makes such sessions.
  const demoUsers = build.selectFrom('sessions').select('user_id').where('origin', '=', 'demo');
  const other = db.first(
    build.selectFrom('users').select('id').where('id', 'not in', demoUsers).limit(1),
  );
  if (other === undefined) return;
  throw new OperatorError(
    'the database holds users that no demo made; leave out --demo, or choose another file with --db',
  );
}
