import { expect, test } from 'vitest';
import { findDatabaseFailure } from './database-failure.ts';

test.each([
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_BUSY_SNAPSHOT', 'busy'],
  ['SQLITE_BUSY_RECOVERY', 'busy'],
  ['SQLITE_FULL', 'storage'],
  ['SQLITE_IOERR', 'storage'],
  ['SQLITE_IOERR_WRITE', 'storage'],
  ['SQLITE_READONLY_DBMOVED', 'storage'],
  ['SQLITE_CANTOPEN', 'storage'],
  ['SQLITE_CONSTRAINT_UNIQUE', undefined],
  ['SQLITE_ERROR', undefined],
  ['ENOSPC', undefined],
])('%s is a failure of kind %s', (code, kind) => {
  expect(findDatabaseFailure(Object.assign(new Error('x'), { code }))).toBe(kind);
});

test.each([new Error('x'), 'SQLITE_BUSY', { code: 'SQLITE_BUSY' }, null, undefined])(
  '%j is none',
  (thrown) => {
    expect(findDatabaseFailure(thrown)).toBeUndefined();
  },
);
