import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/** Tells apart what a world's file is made of: a schema, and a folder of sources. */
export function fingerprint(schemaFile: string, folder: string): string {
  const hash = createHash('sha256').update(readSchema(schemaFile));
  for (const source of readdirSync(folder).sort()) {
    if (!source.endsWith('.test.ts')) hash.update(readFileSync(join(folder, source)));
  }
  return hash.digest('hex').slice(0, 16);
}

function readSchema(file: string): string {
  const sqlite = new Sqlite(file, { readonly: true });
  try {
    return sqlite.prepare('select group_concat(sql) from sqlite_schema').pluck().get() as string;
  } finally {
    sqlite.close();
  }
}
