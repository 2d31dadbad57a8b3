import { createHash, randomBytes } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { runPortal } from './portal-process.ts';

const CREATED_AT = '2026-01-01T00:00:00Z';
const NEVER = '2999-01-01T00:00:00Z';

export interface NewUser {
  readonly username: string;
  readonly permission_level?: 0 | 1 | 2 | 3;
}

export interface SignedInUser {
  readonly id: number;
  readonly username: string;
  /** A `Cookie` header. */
  readonly cookie: string;
}

/** Makes a database by the command line, and fills it with users who are signed in. */
export async function createPopulation(
  file: string,
  users: readonly NewUser[],
): Promise<readonly SignedInUser[]> {
  const { code, stderr } = await runPortal(['migrate'], { file });
  if (code !== 0) throw new Error(`portal migrate ended with ${code}: ${stderr}`);
  using database = openFile(file);
  const { sqlite } = database;
  const addUser = sqlite.prepare(
    `insert into users (username, username_key, subscription_tier, permission_level, created_at, updated_at)
     values (@username, lower(@username), 0, @permission_level, @created_at, @created_at)`,
  );
  const addSession = sqlite.prepare(
    `insert into sessions (user_id, token_hash, token_suffix, origin, created_at, expires_at)
     values (?, ?, ?, 'command_line', ?, ?)`,
  );
  return sqlite.transaction(() =>
    users.map(({ username, permission_level = 0 }) => {
      const id = Number(
        addUser.run({ username, permission_level, created_at: CREATED_AT }).lastInsertRowid,
      );
      const token = randomBytes(32).toString('hex');
      const hash = createHash('sha256').update(token).digest('hex');
      addSession.run(
        id,
        hash,
        token.slice(-6),
        new Date().toISOString().replace(/\.\d+/, ''),
        NEVER,
      );
      return { id, username, cookie: `psession=${token}` };
    }),
  )();
}

/** The file with nothing of Portal between: what is on disk is what counts. */
export function openFile(
  file: string,
  options?: Sqlite.Options,
): Disposable & { readonly sqlite: Sqlite.Database } {
  const sqlite = new Sqlite(file, options);
  return { sqlite, [Symbol.dispose]: () => void sqlite.close() };
}

/** Each name as the file has it now. */
export function createNameFinder(file: string): (id: number) => string {
  using database = openFile(file, { readonly: true });
  const rows = database.sqlite.prepare('select id, username from users').raw().all();
  const names = new Map(rows as [number, string][]);
  return (id) => names.get(id) ?? '';
}

/** What is wrong with a file: damage, orphans, names that collide, histories with a gap. */
export function findFileFaults(file: string): readonly string[] {
  using database = openFile(file, { readonly: true });
  const { sqlite } = database;
  const integrity = sqlite.pragma('integrity_check') as { integrity_check: string }[];
  const orphans = sqlite.pragma('foreign_key_check') as object[];
  return [
    ...integrity.map(({ integrity_check }) => integrity_check).filter((line) => line !== 'ok'),
    ...orphans.map((row) => `orphan ${JSON.stringify(row)}`),
    ...findGaps(sqlite, 'permission_history', 'level'),
    ...findGaps(sqlite, 'subscription_history', 'tier'),
  ];
}

/** Each change begins where the one before it ended. */
function findGaps(sqlite: Sqlite.Database, table: string, value: string): readonly string[] {
  const gaps = sqlite
    .prepare(
      `select id from (
         select id, old_${value} as old, lag(new_${value}) over (partition by user_id order by id) as before from ${table}
       ) where before is not null and before <> old`,
    )
    .pluck()
    .all();
  return gaps.map((id) => `${table} ${id} does not begin where the one before it ended`);
}
