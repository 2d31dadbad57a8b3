/** Something in a database file that Portal never writes. */
export interface Fault {
  /** Undefined if the fault is not in one table. */
  readonly table?: string;
  /** The id of the row, or SQLite's `rowid` if the table has no id. */
  readonly row?: number;
  readonly fault: string;
}

/** One line for a person: `users 3: avatar_source: Invalid input`. */
export function formatFault({ table, row, fault }: Fault): string {
  const where = [table, row].filter((part) => part !== undefined).join(' ');
  return where === '' ? fault : `${where}: ${fault}`;
}
