import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '@portal/contract';
import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  type ContractTable,
  conformanceCases,
  contractTable,
  coverageRows,
  findReasonToSkip,
  type OperationRow,
} from '../src/index.ts';
import { createFakeTarget, toJson } from './fake-target.ts';

const [me] = contractTable;
if (me === undefined) throw new Error('the contract has no operation');

const { documented, 'account-banned': banned, ...others } = me.examples;

/** An operation that the suite knows nothing about, with a body, an error of its own and the errors of a session. */
const invented: OperationRow = {
  ...me,
  id: 'badges.award',
  method: 'POST',
  path: '/v1/badges/award',
  kind: 'mutation',
  input: { from: 'body', schema: z.object({ badge: z.string() }) },
  output: z.object({ awarded: z.boolean() }),
  errors: [...me.errors, 'invalid_request', 'user_not_found'],
  examples: {
    ...pickErrors(others),
    'account-banned': banned ?? refused('banned'),
    documented: example({ badge: 'gold' }, { ok: true, value: { awarded: true } }),
    unknown: example({ badge: 'none' }, refuse({ code: 'user_not_found' })),
  },
};

const table: ContractTable = [invented];

test('an operation gets its cases from its row and its examples', async () => {
  const sent = new Set<string>();
  const target = createFakeTarget(
    async (request) => {
      const { pathname } = new URL(request.url);
      sent.add(`${request.method} ${pathname} ${await request.text()}`);
      const value = { awarded: true };
      return toJson(pathname.startsWith('/trpc/') ? { result: { data: value } } : value);
    },
    { signIn: async (viewer) => `psession=${viewer}` },
  );
  const cases = conformanceCases(table).filter(({ needs }) => {
    return findReasonToSkip(needs, target) === undefined;
  });
  const passed: string[] = [];
  for (const one of cases) {
    await one.run(target).then(
      () => passed.push(`${one.group}: ${one.name}`),
      () => {},
    );
  }
  expect(passed).toContain('sessions: gives a user the same badges.award over REST and tRPC');
  expect(passed).toContain('bodies: a body that is APPLICATION/JSON is read by badges.award');
  expect(sent).toContain('POST /v1/badges/award {"badge":"none"}');
  expect(sent).toContain('POST /trpc/badges.award {"badge":"gold"}');
  expect(sent).toContain('GET /v1/badges/award/x ');
});

test('every promise of the operation has a case', () => {
  const holes = coverageRows(table).filter(
    ({ cases, choices }) => cases.length + choices.length === 0,
  );
  expect(holes).toEqual([]);
});

test('its cases are about no other operation', () => {
  const names = conformanceCases(table).map(({ name }) => name);
  expect(names.filter((name) => /users\.|\/users/.test(name))).toEqual([]);
});

test('outside the cases about users, only the snapshots of users name an operation of the contract', () => {
  const src = join(import.meta.dirname, '../src');
  const files = globSync('**/*.ts', { cwd: src }).filter((file) => !file.endsWith('.test.ts'));
  const ids = contractTable.map(({ id }) => id);
  const naming = files.filter((file) => {
    const text = readFileSync(join(src, file), 'utf8').replace(/\/\*\*.*?\*\/|\/\/.*/gs, '');
    return ids.some((id) => text.includes(id));
  });
  expect(naming.filter((file) => !/^(cases\/users|differential)\//.test(file))).toEqual([
    'client/snapshots.ts',
  ]);
});

function example(input: unknown, outcome: OperationRow['examples'][string]['outcome']) {
  return { viewer: 'user', source: 'ours', input, outcome } as const;
}

function refused(viewer: 'banned') {
  const error = refuse({ code: 'account_banned', reason: null, expires_at: null });
  return { viewer, source: 'ours', outcome: error } as const;
}

function pickErrors(examples: OperationRow['examples']): OperationRow['examples'] {
  return Object.fromEntries(Object.entries(examples).filter(([, { outcome }]) => !outcome.ok));
}
