import type { Migration } from 'kysely/migration';
import { initial } from './0001-initial.ts';
import { liftedByAndClock } from './0002-lifted-by-and-clock.ts';

/** In the order they run; a name that has been released is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-lifted-by-and-clock': liftedByAndClock,
};
