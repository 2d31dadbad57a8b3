import { expect, test } from 'vitest';
import type { ScenarioResult } from '../run-scenario.ts';
import { toTable } from './table.ts';

const result: ScenarioResult = {
  scenario: 'kill',
  title: 'kills',
  seconds: 1.5,
  failure: undefined,
  figures: [
    { name: 'lost', value: 0, most: 0, breach: false },
    { name: 'slow', value: 1200, unit: 'ms', most: 1000, breach: true },
    { name: 'seen', value: 'a|b', breach: false },
    { name: 'between', value: 2, least: 1, most: 3, breach: false },
    { name: 'body', value: 'x', equal: 'y', breach: true },
  ],
};

test('a row a figure, each beside what it must be', () => {
  const table = toTable({ form: 'long', seed: 7, node: 'v24.0.0', results: [result] });
  expect(table.split('\n')).toEqual([
    'long form, seed 7, Node v24.0.0',
    '',
    '| | figure | value | must be |',
    '| - | - | - | - |',
    '| **kill** | kills | | 1.5 s |',
    '| | lost | 0 | at most 0 |',
    '| | slow | 1200 ms | **at most 1000: BREACH** |',
    '| | seen | a\\|b |  |',
    '| | between | 2 | at least 1, at most 3 |',
    '| | body | x | **y: BREACH** |',
    '',
  ]);
});

test('a scenario that could not be run says why', () => {
  const broken = { ...result, figures: [], failure: 'Error: no\n  at line' };
  const table = toTable({ form: 'short', seed: 1, node: 'v24.0.0', results: [broken] });
  expect(table).toContain('| | could not be run | | **Error: no   at line** |');
});
