import type { Migration } from 'kysely/migration';
import { initial } from './0001-initial.ts';
import { safeIds } from './0002-safe-ids.ts';
import { liftedByAndClock } from './0003-lifted-by-and-clock.ts';
import { login } from './0004-login.ts';

/** In the order they run; a name that has been released is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-safe-ids': safeIds,
  '0003-lifted-by-and-clock': liftedByAndClock,
  '0004-login': login,
};

/** The names of those that a file lacks, given the names of those it has seen. */
export function findMissingMigrations(seen: readonly string[]): readonly string[] {
  return Object.keys(migrations).filter((name) => !seen.includes(name));
}
