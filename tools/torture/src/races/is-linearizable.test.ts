import { expect, test } from 'vitest';
import { isLinearizable, type Operation } from './is-linearizable.ts';

const write = (value: string, invoked: number, answered?: number): Operation => {
  return { kind: 'write', value, invoked, answered };
};
const read = (value: string, invoked: number, answered: number): Operation => {
  return { kind: 'read', value, invoked, answered };
};

test.each<[string, boolean, readonly Operation[]]>([
  ['nothing happened', true, []],
  ['a read gives the first value', true, [read('a', 0, 1)]],
  ['a read gives what was written', true, [write('b', 0, 1), read('b', 2, 3)]],
  ['a read gives what is no more', false, [write('b', 0, 1), read('a', 2, 3)]],
  [
    'a read beside a write gives either',
    true,
    [write('b', 0, 9), read('a', 1, 2), read('b', 3, 4)],
  ],
  ['reads go back', false, [write('b', 0, 9), read('b', 1, 2), read('a', 3, 4)]],
  ['a read gives what nobody wrote', false, [read('x', 0, 1)]],
  ['a read gives what is written later', false, [read('b', 0, 1), write('b', 2, 3)]],
  [
    'writes at once end in any order',
    true,
    [write('b', 0, 9), write('c', 0, 9), read('b', 10, 11)],
  ],
  ['writes in turn end in theirs', false, [write('b', 0, 1), write('c', 2, 3), read('b', 4, 5)]],
  ['a write of unknown end never happened', true, [write('b', 0), read('a', 5, 6)]],
  ['a write of unknown end happened late', true, [write('b', 0), read('a', 5, 6), read('b', 7, 8)]],
  [
    'a write of unknown end is not undone',
    false,
    [write('b', 0), read('b', 5, 6), read('a', 7, 8)],
  ],
])('%s: %s', (_title, expected, operations) => {
  expect(isLinearizable(operations, 'a')).toBe(expected);
});

test('two hundred operations of eight at once are checked', () => {
  const operations = Array.from({ length: 200 }, (_, at) => {
    return at % 2
      ? read(`v${at - 1}`, at * 10, at * 10 + 9)
      : write(`v${at}`, at * 10 - 40, at * 10 + 9);
  });
  expect(isLinearizable(operations, 'a')).toBe(true);
  expect(isLinearizable([...operations, read('v0', 5000, 5001)], 'a')).toBe(false);
});
