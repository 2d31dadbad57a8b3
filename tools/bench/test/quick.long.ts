import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cases } from '../src/cases/cases.ts';
import type { BenchRun } from '../src/cli/bench-run.ts';
import { implementations } from '../src/implementations.ts';
import { createFolder } from './create-folder.ts';
import { startBench } from './run-bench.ts';

const LONGEST_MS = 480_000;

test('the quick form measures everyone in every case, prints the tables and writes the figures', {
  timeout: LONGEST_MS,
}, async () => {
  await using folder = await createFolder();
  const json = join(folder.path, 'figures.json');
  const { code, stdout, stderr } = await startBench(folder.path, ['--quick', '--json', json]).ended;
  expect(code, stderr).toBe(0);

  const there = implementations.filter(({ install }) => install === undefined);
  const run = JSON.parse(readFileSync(json, 'utf8')) as BenchRun;
  expect(Object.keys(run.answers)).toEqual(there.map(({ name }) => name));
  expect(run.results.map((result) => result.case)).toEqual(cases.map(({ name }) => name));
  for (const [at, { name, isFor }] of cases.entries()) {
    const rows = run.results[at]?.rows ?? [];
    const members = there.filter(isFor).map((member) => member.name);
    expect(new Set(rows.map((row) => row.name.split(',')[0])), name).toEqual(new Set(members));
    expect(rows.flatMap((row) => Object.values(row.figures)).every(isFigure), name).toBe(true);
    for (const row of rows) expect(stdout).toContain(`\n| ${row.name} | `);
  }
  expect(stdout).toContain(run.machine);
  expect(run.machine).not.toContain('\n');

  const kept = readdirSync(join(folder.path, '.cache/portal-bench'));
  expect(kept.filter((name) => !/^users-\d+-seed-1-[0-9a-f]{16}\.db$/.test(name))).toEqual([]);
});

function isFigure(value: unknown): boolean {
  return typeof value === 'number' && value > 0;
}
