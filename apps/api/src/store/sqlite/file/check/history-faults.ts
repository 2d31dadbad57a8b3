import { SUBSCRIPTION_TIERS } from '@portal/domain';
import type { SqliteFile } from '../open-for-reading.ts';
import type { Fault } from './fault.ts';

/** One note of a change, with what the note before it says, and what the user's row says after the last. */
interface Change {
  readonly id: number;
  readonly old: number;
  readonly new: number;
  readonly before: number | null;
  /** Null unless this is the user's last note. */
  readonly current: number | null;
}

interface History {
  readonly table: string;
  /** Of the user's row; the notes have it with `old_` and `new_`. */
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

/** Each history is a chain from note to note, and its last note is what the user has now. */
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

/** A trial or premium that has ended is Basic without a note. */
function hasRunOut(before: number, old: number): boolean {
  const { basic, trial, premium } = SUBSCRIPTION_TIERS;
  return old === basic && (before === trial || before === premium);
}

/** In the order they were noted, which ids keep when a clock is set back. */
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
