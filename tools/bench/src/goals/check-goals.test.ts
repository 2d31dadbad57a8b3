import { expect, test } from 'vitest';
import { cases } from '../cases/cases.ts';
import { toRow } from '../figures/row.ts';
import { checkGoals } from './check-goals.ts';
import { type Goal, goals } from './goals.ts';

const rows = [
  toRow('portal', [{ processor_us: 130 }, { processor_us: 20 }, { processor_us: 30 }]),
  toRow('baseline', [{ processor_us: 100 }, { processor_us: 10 }, { processor_us: 25 }]),
];
const results = [{ case: 'profile', title: '', rows }];
const goal: Goal = { case: 'profile', row: 'portal', figure: 'processor_us', most: 0 };

test.each<[Partial<Goal>, number, boolean]>([
  [{ against: 'baseline', most: 1.3 }, 1.3, true],
  [{ against: 'baseline', most: 1.29 }, 1.3, false],
  [{ most: 30 }, 30, true],
  [{ most: 29 }, 30, false],
])('%j finds %d', (own, found, reached) => {
  expect(checkGoals([{ ...goal, ...own }], results)).toEqual([{ ...goal, ...own, found, reached }]);
});

test.each<Partial<Goal>>([
  { case: 'me' },
  { row: 'mock' },
  { against: 'fastify' },
  { figure: 'idle_mb' },
])('%j was not measured, and is left out', (own) => {
  expect(checkGoals([{ ...goal, ...own }], results)).toEqual([]);
});

test('every goal is of a case that there is', () => {
  const names = cases.map(({ name }) => name);
  expect(goals.filter((each) => !names.includes(each.case))).toEqual([]);
});
