import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createFolder } from '../../test/create-folder.ts';
import { fingerprint } from './fingerprint.ts';

test('another schema and another source have another fingerprint, another row and another test have not', async () => {
  await using folder = await createFolder();
  const sources = join(folder.path, 'sources');
  mkdirSync(sources);
  const schema = join(folder.path, 'schema.db');
  const execute = (sql: string) => new Sqlite(schema).exec(sql).close();
  execute('create table a (id integer)');
  writeFileSync(join(sources, 'person.ts'), 'one');
  const first = fingerprint(schema, sources);

  execute('insert into a values (1)');
  writeFileSync(join(sources, 'person.test.ts'), 'test');
  expect(fingerprint(schema, sources)).toBe(first);

  execute('create index b on a (id)');
  const second = fingerprint(schema, sources);
  writeFileSync(join(sources, 'person.ts'), 'two');
  const third = fingerprint(schema, sources);
  expect(new Set([first, second, third]).size).toBe(3);
});
