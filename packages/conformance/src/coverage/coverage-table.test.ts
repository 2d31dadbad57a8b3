import { expect, test } from 'vitest';
import { conformanceCases } from '../cases/conformance-cases.ts';
import { contractTable } from '../contract-table.ts';
import { coverageRows, coverageTable } from './coverage-table.ts';
import { listPromises, unmetErrors } from './promises.ts';

const promises = listPromises(contractTable);

/** What no request brings about is seen only where examples are served by their names. */
const CHOSEN_ONLY = ['internal_error', 'service_unavailable'];

test('every operation, status, viewer and error that the contract promises is asked', () => {
  const holes = coverageRows().filter(({ cases, choices }) => cases.length + choices.length === 0);
  expect(holes).toEqual([]);
});

test('what is asked only of targets that serve examples by name is what no request brings about', () => {
  const chosen = coverageRows().filter(({ cases }) => cases.length === 0);
  expect([...new Set(chosen.map(({ kind }) => kind))]).toEqual(CHOSEN_ONLY);
});

test('every error that an operation has is promised to somebody, or is said not to be met', () => {
  const promised = new Set<string>(promises.map(({ kind }) => kind));
  const listed = new Set<string>(contractTable.flatMap(({ errors }) => errors));
  const unpromised = [...listed].filter((code) => !promised.has(code));
  expect(unpromised).toEqual([]);
  expect(Object.keys(unmetErrors).filter((code) => promised.has(code))).toEqual([]);
});

test('a case that is taken away leaves a hole', () => {
  const fewer = conformanceCases().filter(
    ({ group }) => !['profiles', 'examples, in the population'].includes(group),
  );
  const holes = coverageRows(contractTable, fewer).filter(({ cases }) => cases.length === 0);
  expect(holes).toContainEqual({
    operation: 'users.profile',
    status: 404,
    viewer: 'user',
    kind: 'user_not_found',
    cases: [],
    choices: [
      'examples, asked for by name: users.profile/not-found is served to every viewer who asks for it',
    ],
  });
  expect(coverageTable(contractTable, fewer)).toMatch(
    /^users\.profile +404 +user +user_not_found +.*where examples are served by name$/m,
  );
});

test('the table names each promise with what asks it', () => {
  const table = coverageTable();
  expect(table).toMatch(/^operation +status +viewer +answer +cases$/m);
  expect(table).toMatch(
    /^users\.profile +404 +user +user_not_found +examples, in the population: users\.profile\/not-found is what the rules make of its request, and 1 more$/m,
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
