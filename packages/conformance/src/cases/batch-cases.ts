import { MAX_BATCH_SIZE } from '@portal/contract';
import { type Call, type RawRequest, toQueryBatch } from '../client/call.ts';
import {
  ACTIVITY_PATHS,
  expectError,
  expectOutcome,
  expectSame,
} from '../client/expect-response.ts';
import { ANONYMOUS } from '../client/session.ts';
import { type ConformanceCase, defineCase } from '../conformance-case.ts';
import {
  type ContractTable,
  callersOf,
  goodCall,
  listExamples,
  needsSession,
} from '../contract-table.ts';

const group = 'tRPC batches';

/** Batches of the queries that need a session and that a user may make. */
export function batchCases(table: ContractTable): readonly ConformanceCase[] {
  const queries = table.filter((row) => {
    return row.kind === 'query' && needsSession(row) && callersOf(row).includes('user');
  });
  const calls = queries.map(goodCall);
  const [first] = calls;
  const failing = queries.flatMap(listExamples).find(({ example: { outcome, input, viewer } }) => {
    return !outcome.ok && input !== undefined && viewer === 'user';
  });
  if (first === undefined) return [];
  return [
    answersEach([...calls, first]),
    ...(failing ? [isMixed(first, failing)] : []),
    takesTen(first),
    refusesEleven(first),
    checksSessionOnce(first),
  ];
}

/** Each answer of a batch is the answer of its call alone. */
function answersEach(calls: readonly Call[]): ConformanceCase {
  return defineCase({
    group,
    name: 'of several queries answer each as if it were alone',
    needs: { viewers: ['user'] },
    async check(client) {
      const session = await client.signIn('user');
      const { asked, batch, status } = await client.send(session, toQueryBatch(calls));
      const alone = [];
      for (const call of calls) alone.push((await client.call(session, call, 'tRPC')).outcome);
      const isMixedBatch = new Set(alone.map((outcome) => outcome?.status)).size > 1;
      expectSame(asked, isMixedBatch ? 207 : alone[0]?.status, status);
      const ignored = ACTIVITY_PATHS.map((path) => `value.${path}`);
      for (const [at, outcome] of batch.entries()) {
        expectOutcome({ asked: `${asked}, answer ${at}`, outcome }, alone[at], ignored);
      }
    },
  });
}

type Failing = ReturnType<typeof listExamples>[number];

function isMixed(good: Call, { operation, example }: Failing): ConformanceCase {
  const { input, outcome } = example;
  return defineCase({
    group,
    name: 'in which one call fails are 207, and the others are answered',
    needs: { of: ['rules'], viewers: ['user'] },
    async check(client) {
      const session = await client.signIn('user');
      const request = toQueryBatch([good, { operation, input }]);
      const { asked, status, batch } = await client.send(session, request);
      expectSame(asked, 207, status);
      const [answered, failed] = batch;
      expectSame(asked, 200, answered?.status);
      if (!outcome.ok) expectError({ asked, outcome: failed }, outcome.error.code);
    },
  });
}

function takesTen(call: Call): ConformanceCase {
  return defineCase({
    group,
    name: `of ${MAX_BATCH_SIZE} calls are answered`,
    needs: { viewers: ['user'] },
    async check(client) {
      const session = await client.signIn('user');
      const { asked, status, batch } = await client.send(session, repeat(call, MAX_BATCH_SIZE));
      const expected = { status: 200, answers: MAX_BATCH_SIZE };
      expectSame(asked, expected, { status, answers: batch.length });
    },
  });
}

function refusesEleven(call: Call): ConformanceCase {
  return defineCase({
    group,
    name: 'of one call more fail as a whole',
    needs: { viewers: ['user'] },
    async check(client) {
      for (const session of [ANONYMOUS, await client.signIn('user')]) {
        const response = await client.send(session, repeat(call, MAX_BATCH_SIZE + 1));
        expectError(response, 'invalid_request');
      }
    },
  });
}

function checksSessionOnce(call: Call): ConformanceCase {
  return defineCase({
    group,
    name: 'of a stranger are 401 in each answer',
    async check(client) {
      const { asked, status, batch } = await client.send(ANONYMOUS, repeat(call, 3));
      expectSame(asked, { status: 401, answers: 3 }, { status, answers: batch.length });
      for (const outcome of batch) expectError({ asked, outcome }, 'authentication_required');
    },
  });
}

function repeat(call: Call, times: number): RawRequest {
  return toQueryBatch(Array.from({ length: times }, () => call));
}
