import { SUBSCRIPTION_TIERS } from '@portal/domain';
import type { SqliteFile } from '../open-for-reading.ts';
import type { Fault } from './fault.ts';

/** One history entry, with the values of the entry before it, and of the user's row if it is the last. */
interface Change {
  readonly id: number;
  readonly old: number;
  readonly new: number;
  readonly before: number | null;
  /** Null, except for the user's last entry. */
  readonly current: number | null;
}

interface History {
  readonly table: string;
  /** A column of the user's row. The entries have it with `old_` and `new_`. */
  readonly value: string;
  readonly column: string;
  readonly canFollow: (before: number, old: number) => boolean;
}

const HISTORIES: readonly History[] = [
  {
    table: 'permission_history',
    value: 'level',
    column: 'permission_level',
    canFollow: (before, old) => before === old,
  },
  {
    table: 'subscription_history',
    value: 'tier',
    column: 'subscription_tier',
    canFollow: (before, old) => before === old || hasRunOut(before, old),
  },
];

/** Each history is a chain of entries, and its last entry is the current value of the user. */
export function findHistoryFaults(sqlite: SqliteFile): readonly Fault[] {
  return HISTORIES.flatMap((history) =>
    readChanges(sqlite, history).flatMap((change) => findBreaks(change, history)),
  );
}

function findBreaks(change: Change, { table, value, column, canFollow }: History): Fault[] {
  const faults: string[] = [];
  if (change.before !== null && !canFollow(change.before, change.old)) {
    faults.push(`old_${value} is ${change.old}, and the note before it ends with ${change.before}`);
  }
  if (change.current !== null && change.current !== change.new) {
    faults.push(`new_${value} is ${change.new}, and the user's ${column} is ${change.current}`);
  }
  return faults.map((fault) => ({ table, row: change.id, fault }));
}

/** An ended trial or premium becomes Basic without an entry. */
function hasRunOut(before: number, old: number): boolean {
  const { basic, trial, premium } = SUBSCRIPTION_TIERS;
  return old === basic && (before === trial || before === premium);
}

/** In the order of the ids, which stays right if the clock is set back. */
function readChanges(sqlite: SqliteFile, { table, value, column }: History): readonly Change[] {
  const notes = `partition by user_id order by id`;
  return sqlite
    .prepare<[], Change>(
      `select id, old_${value} as old, new_${value} as new,
        lag(new_${value}) over (${notes}) as "before",
        case when lead(id) over (${notes}) is null
          then (select ${column} from users where users.id = user_id) end as "current"
      from ${table} order by id`,
    )
    .all();
}
