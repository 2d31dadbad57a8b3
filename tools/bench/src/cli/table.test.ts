import { expect, test } from 'vitest';
import { toRow } from '../figures/row.ts';
import type { BenchRun } from './bench-run.ts';
import { toTable } from './table.ts';

const run: BenchRun = {
  form: 'full',
  machine: '2 x Processor',
  users: 1000,
  rounds: 7,
  answers: { portal: 126, baseline: 56 },
  results: [
    {
      case: 'profile',
      title: 'a public profile',
      rows: [
        toRow('portal', [{ processor_us: 12345.6, times_baseline: 1.2345, p50_ms: 0.1239 }]),
        toRow('constant', [{ processor_us: 56.78 }]),
      ],
    },
  ],
  goals: [
    {
      case: 'profile',
      row: 'portal',
      figure: 'processor_us',
      against: 'baseline',
      most: 1.3,
      found: 1.2345,
      reached: true,
    },
    { case: 'start', row: 'portal', figure: 'answered_ms', most: 600, found: 601, reached: false },
  ],
};

test('a case is a table, and a figure that a row has not is empty', () => {
  expect(toTable(run)).toContain(`**profile**: a public profile

| profile | processor time, µs | × baseline | p50, ms |
| - | -: | -: | -: |
| portal | 12,346 | 1.23 | 0.124 |
| constant | 56.8 |  |  |`);
});

test('the machine is on one line, with what was run', () => {
  expect(toTable(run)).toMatch(/^full form, 1000 users, rounds of each: 7\. 2 x Processor$/m);
});

test('it says how many answers were checked', () => {
  expect(toTable(run)).toContain('Answers checked: portal 126, baseline 56.');
});

test('a goal that was not reached stands out', () => {
  expect(toTable(run)).toContain(`| goal | of | figure | at most | found |
| - | -: | -: | -: | -: |
| profile | portal : baseline | processor time, µs | 1.3 | 1.23 |
| start | portal | answered after, ms | 600 | **601** |`);
});

test('without goals there is no table of them', () => {
  expect(toTable({ ...run, goals: [] })).not.toContain('goal');
});
