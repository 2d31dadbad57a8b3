import { fileURLToPath } from 'node:url';
import { readLines } from '@portal/workspace/read-output';
import { spawnScript } from '@portal/workspace/spawn-program';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/sqlite/file/open-database.ts';
import type { StatementRun } from '../../src/store/sqlite/statement.ts';
import { createFolder } from '../support/create-folder.ts';
import { dumpFile, type FileDump } from '../support/dump-file.ts';
import { isQuestion } from '../support/is-question.ts';
import { mapFew } from '../support/map-few.ts';

const MIGRATING_PROCESS = fileURLToPath(
  new URL('../support/migrating-process.ts', import.meta.url),
);
const ROUNDS = 30;
/** All have read their line by then, and wait for the same moment. */
const HEAD_START_MS = 4;

test('processes that start at once on a new file all find it ready', async () => {
  await using folder = await createFolder();
  const processes = Array.from({ length: 3 }, () => spawnScript(MIGRATING_PROCESS, []));
  await Promise.all(processes.map((process) => readLines(process, 1)));
  for (let round = 0; round < ROUNDS; round += 1) {
    const file = folder.file(`${round}.db`);
    const moment = Date.now() + HEAD_START_MS;
    for (const { child } of processes) child.stdin.write(`${file}\t${moment}\n`);
    const answers = processes.map((process) => readLines(process, round + 2));
    const last = (await Promise.all(answers)).map((lines) => lines.at(-1));
    expect(last).toEqual(processes.map(() => 'opened'));
  }
  for (const { child } of processes) child.stdin.end();
  await Promise.all(processes.map(({ ended }) => ended));
  const [first, ...others] = Array.from({ length: ROUNDS }, (_, round) =>
    shapeOf(dumpFile(folder.file(`${round}.db`))),
  );
  for (const other of others) expect(other).toEqual(first);
});

test('a start completes what a process killed inside the migration left, after any statement', async () => {
  await using folder = await createFolder();
  const clean = folder.file('clean.db');
  const statements = await migrateHere(clean);
  const wanted = shapeOf(dumpFile(clean));
  const counts = Array.from({ length: statements }, (_, index) => index + 1);
  const found = await mapFew(counts, 3, async (count) => {
    const file = folder.file(`${count}.db`);
    const { child, ended } = spawnScript(MIGRATING_PROCESS, [String(count)]);
    child.stdin.end(`${file}\n`);
    const { signal } = await ended;
    const left = countTables(file);
    await migrateHere(file);
    return { count, signal, left, shape: shapeOf(dumpFile(file)), check: checkIntegrity(file) };
  });
  const all = wanted.tables.length;
  for (const { count, left, ...rest } of found) {
    expect(rest, `killed after statement ${count}`).toEqual({
      signal: 'SIGKILL',
      shape: wanted,
      check: 'ok',
    });
    expect([0, all], `tables left after statement ${count}`).toContain(left);
  }
  expect(found.at(-1)?.left, 'the last statement is the commit').toBe(all);
  expect(found.at(-2)?.left, 'nothing is there before the commit').toBe(0);
});

/** Opens the database in this process, and answers how many statements but questions that took. */
async function migrateHere(file: string): Promise<number> {
  let statements = 0;
  const onStatement = ({ sql }: StatementRun) => {
    if (!isQuestion(sql)) statements += 1;
  };
  const db = await openDatabase(file, { create: true, onStatement });
  await db.close();
  return statements;
}

/** A dump without what depends on the moment. */
function shapeOf({ schema, rows }: FileDump) {
  const isOurs = (name: string) => !name.startsWith('kysely_') && !name.startsWith('sqlite_');
  const migrations = rows['kysely_migration'] as readonly { name: string }[];
  return {
    schema,
    tables: Object.keys(rows).filter(isOurs),
    migrations: migrations.map(({ name }) => name),
  };
}

function countTables(file: string): number {
  return query(
    file,
    "select count(*) from sqlite_schema where type = 'table' and name not like 'kysely_%' and name not like 'sqlite_%'",
  ) as number;
}

function checkIntegrity(file: string): unknown {
  return query(file, 'pragma integrity_check');
}

function query(file: string, sql: string): unknown {
  const sqlite = new Sqlite(file);
  try {
    return sqlite.prepare(sql).pluck().get();
  } finally {
    sqlite.close();
  }
}
