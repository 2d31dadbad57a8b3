import { expect, test } from 'vitest';
import { compareRows, toRow } from './row.ts';

const rounds = [
  { processor_us: 30, p50_ms: 1 },
  { processor_us: 10, p50_ms: 3 },
  { processor_us: 20, p50_ms: 2 },
];

test('each figure of a row is the median of its rounds, which are kept', () => {
  expect(toRow('portal', rounds)).toEqual({
    name: 'portal',
    figures: { processor_us: 20, p50_ms: 2 },
    rounds,
  });
});

test('rows are compared round by round', () => {
  const baseline = toRow('baseline', [
    { processor_us: 10 },
    { processor_us: 10 },
    { processor_us: 5 },
  ]);
  expect(compareRows(toRow('portal', rounds), baseline, 'processor_us')).toBe(3);
});
