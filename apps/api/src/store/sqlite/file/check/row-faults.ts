import type { z } from 'zod';
import type { SqliteFile } from '../open-for-reading.ts';
import type { Fault } from './fault.ts';
import { rowShapes } from './row-shapes.ts';

interface Row {
  readonly row: number;
}

/** Values that SQLite accepts but no response could have. The fault does not show the value. */
export function findRowFaults(sqlite: SqliteFile): readonly Fault[] {
  return Object.entries(rowShapes).flatMap(([table, shape]) => {
    const rows = sqlite.prepare<[], Row>(`select rowid as row, * from ${table}`).iterate();
    return [...findIn(rows, shape)].map((fault) => ({ table, ...fault }));
  });
}

function* findIn(rows: Iterable<Row>, shape: z.ZodType): Iterable<Fault> {
  for (const stored of rows) {
    const { error } = shape.safeParse(stored);
    for (const { path, message } of error?.issues ?? []) {
      yield { row: stored.row, fault: `${path.join('.')}: ${message}` };
    }
  }
}
