import type { Migration } from 'kysely/migration';
import { initial } from './0001-initial.ts';
import { safeIds } from './0002-safe-ids.ts';
import { liftedByAndClock } from './0003-lifted-by-and-clock.ts';
import { login } from './0004-login.ts';

/** In the order of their runs. A released name never changes. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-safe-ids': safeIds,
  '0003-lifted-by-and-clock': liftedByAndClock,
  '0004-login': login,
};

/** The names of the missing migrations, from the names of the applied ones. */
export function findMissingMigrations(seen: readonly string[]): readonly string[] {
  return Object.keys(migrations).filter((name) => !seen.includes(name));
}
