/** Something in a database file that Portal never writes. */
export interface Fault {
  /** Undefined where the file as a whole is at fault. */
  readonly table?: string;
  /** The id of the row; SQLite's own `rowid` where a table has no id. */
  readonly row?: number;
  readonly fault: string;
}

/** One line for a person: `users 3: avatar_source: Invalid input`. */
export function formatFault({ table, row, fault }: Fault): string {
  const where = [table, row].filter((part) => part !== undefined).join(' ');
  return where === '' ? fault : `${where}: ${fault}`;
}
