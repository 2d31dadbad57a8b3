import { type ErrorCode, EXAMPLE_VIEWERS, errorRegistry } from '@portal/contract';
import { expect, test } from 'vitest';
import { conformanceCases } from '../cases/conformance-cases.ts';
import { coverageRows, coverageTable } from './coverage-table.ts';
import { promises, unmetErrors } from './promises.ts';

/** What no request brings about is seen only where examples are served by their names. */
const CHOSEN_ONLY = ['internal_error', 'service_unavailable'];

test('every operation, status, viewer and error that the contract promises is asked', () => {
  const holes = coverageRows().filter(({ cases, choices }) => cases.length + choices.length === 0);
  expect(holes).toEqual([]);
});

test('what is asked only of targets that serve examples by name is what no request brings about', () => {
  const chosen = coverageRows().filter(({ cases }) => cases.length === 0);
  expect([...new Set(chosen.map(({ kind }) => kind))]).toEqual(CHOSEN_ONLY);
  expect(chosen).toHaveLength(CHOSEN_ONLY.length * 3 * EXAMPLE_VIEWERS.length);
});

test('every error of the registry is promised to somebody, or is said not to be asked', () => {
  const promised = new Set(promises.map(({ kind }) => kind));
  const unmet = (Object.keys(errorRegistry) as ErrorCode[]).filter((code) => !promised.has(code));
  expect(unmet).toEqual(Object.keys(unmetErrors));
});

test('a case that is taken away leaves a hole', () => {
  const fewer = conformanceCases().filter(({ group }) => group !== 'profiles');
  const holes = coverageRows(fewer).filter(({ cases }) => cases.length === 0);
  expect(holes).toContainEqual({
    operation: 'users.profile',
    status: 404,
    viewer: 'admin',
    kind: 'user_not_found',
    cases: [],
    choices: [],
  });
  expect(coverageTable(fewer)).toMatch(
    /^users\.profile +404 +admin +user_not_found +\(nothing\)$/m,
  );
});

test('the table names each promise with what asks it', () => {
  const table = coverageTable();
  expect(table).toMatch(/^operation +status +viewer +answer +cases$/m);
  expect(table).toMatch(
    /^users\.profile +404 +admin +user_not_found +profiles: an admin finds nobody by a name that no user has, or could have$/m,
  );
  expect(table).toMatch(
    /^users\.me +503 +user +service_unavailable .* where examples are served by name$/m,
  );
  expect(table).toMatch(
    /^request_timeout: not asked, no request that a fetch function sends arrives late$/m,
  );
  expect(table.split('\n')).toHaveLength(promises.length + 3);
});

test('no two cases have the same name', () => {
  const names = conformanceCases().map(({ group, name }) => `${group}: ${name}`);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
