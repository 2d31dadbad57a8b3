import { expect, test } from 'vitest';
import { countInWindow } from './count-in-window.ts';

const at = (...moments: readonly number[]) => moments.map((sent) => ({ sent, answered: sent + 1 }));

test.each([
  ['nothing is nothing', at(), 0],
  ['what is close together counts together', at(0, 10, 20), 3],
  ['what is a window apart does not', at(0, 60), 1],
  ['a window begins anywhere', at(0, 50, 55, 58, 62, 100), 5],
  ['the fullest counts', at(0, 1, 200, 201, 202), 3],
])('%s', (_title, asked, expected) => {
  expect(countInWindow(asked, 60)).toBe(expected);
});

test('what may have been checked after the window is not held against anybody', () => {
  const asked = [
    { sent: 0, answered: 1 },
    { sent: 58, answered: 61 },
  ];
  expect(countInWindow(asked, 60)).toBe(1);
});
