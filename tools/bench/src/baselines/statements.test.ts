import { expect, test } from 'vitest';
import { useWorld } from '../../test/use-world.ts';
import { openFile } from './statements.ts';

const copies = useWorld({ users: 10, seed: 1 });

test.each([
  ['journal_mode', 'wal'],
  ['synchronous', 2],
  ['foreign_keys', 1],
  ['busy_timeout', 0],
])('a baseline opens its file as Portal does: %s is %s', async (name, value) => {
  const sqlite = openFile(await copies.next());
  expect(sqlite.pragma(name, { simple: true })).toBe(value);
  sqlite.close();
});
