import { EXAMPLE_VIEWERS, type ExampleViewer } from '@portal/contract';
import { expectError, expectSame } from '../client/expect-response.ts';
import { requestCausing } from '../client/request-causing.ts';
import { ANONYMOUS } from '../client/session.ts';
import { TRANSPORTS } from '../client/transport.ts';
import { type ConformanceCase, defineCase } from '../conformance-case.ts';
import { ConformanceFailure } from '../conformance-failure.ts';
import {
  type ContractTable,
  callersOf,
  goodCall,
  needsSession,
  type OperationRow,
} from '../contract-table.ts';
import { sessionsOf, withArticle } from './viewers.ts';

const group = 'the server';
const AT_ONCE = 20;
const TOO_MANY_BYTES = 20 * 1024;

export function serverCases(table: ContractTable): readonly ConformanceCase[] {
  const open = table.filter((row) => row.kind === 'query' && row.input.from === 'nothing');
  const withParameter = table.filter((row) => row.path.includes('{') && row.method === 'GET');
  return [
    ...open.slice(0, 1).map(givesEachRequestAnId),
    ...withParameter.flatMap((row) =>
      callersOf(row).map((viewer) => refusesMalformedTarget(row, viewer)),
    ),
    ...withParameter.slice(0, 1).map(refusesMalformedTargetOfStrangers),
    refusesLargeHeaders(),
    ...EXAMPLE_VIEWERS.map((viewer) => limitsRequests(table, viewer)),
  ];
}

/** The client compares the ids of one request after the other; here many come at once. */
function givesEachRequestAnId(operation: OperationRow): ConformanceCase {
  return defineCase({
    group,
    name: 'gives each of many requests at once a correlation id of its own',
    needs: { viewers: ['user'] },
    async check(client) {
      const user = await client.signIn('user');
      const sent = Array.from({ length: AT_ONCE }, (_, at) =>
        client.call(
          at % 2 === 0 ? user : ANONYMOUS,
          goodCall(operation),
          at % 3 === 0 ? 'tRPC' : 'REST',
        ),
      );
      const ids = (await Promise.all(sent)).map(({ correlationId }) => correlationId);
      expectSame(`${operation.id}, many at once`, AT_ONCE, new Set(ids).size);
    },
  });
}

function refusesMalformedTarget(operation: OperationRow, viewer: ExampleViewer): ConformanceCase {
  return defineCase({
    group,
    name: `refuses a malformed target of ${operation.id} from ${withArticle(viewer)}`,
    covers: [{ operation: operation.id, viewer, kind: 'invalid_request' }],
    needs: { of: ['rules', 'judged targets'], viewers: sessionsOf(viewer) },
    async check(client) {
      const session = await client.signIn(viewer);
      for (const over of TRANSPORTS) {
        const request = requestCausing('invalid_request', operation, over);
        if (request !== undefined) {
          expectError(await client.send(session, request), 'invalid_request');
        }
      }
    },
  });
}

/** A malformed target fails before the session is looked up. */
function refusesMalformedTargetOfStrangers({ path }: OperationRow): ConformanceCase {
  return defineCase({
    group,
    name: 'refuses a malformed request target before it looks for a session',
    needs: { of: ['rules', 'judged targets'] },
    async check(client) {
      for (const malformed of ['%zz', '%', '%c3%28']) {
        const request = { method: 'GET', path: path.replace(/\{\w+\}/, malformed) };
        expectError(await client.send(ANONYMOUS, request), 'invalid_request');
      }
    },
  });
}

function refusesLargeHeaders(): ConformanceCase {
  return defineCase({
    group,
    name: 'refuses headers over 16 KiB',
    covers: [{ operation: 'any', viewer: 'anonymous', kind: 'headers_too_large' }],
    needs: { of: ['a socket'] },
    async check(client) {
      const headers = { 'x-padding': 'x'.repeat(TOO_MANY_BYTES) };
      const request = { method: 'GET', path: '/v1/nothing', headers };
      expectError(await client.send(ANONYMOUS, request), 'headers_too_large');
    },
  });
}

/** Uses up the requests that an address may make in a minute, and then calls every operation. */
function limitsRequests(table: ContractTable, viewer: ExampleViewer): ConformanceCase {
  const limited = table.filter((row) => needsSession(row) && row.limit === 'user');
  return defineCase({
    group,
    name: `refuses ${withArticle(viewer)} whose address is over its limit`,
    covers: limited.map(({ id }) => ({ operation: id, viewer, kind: 'too_many_requests' })),
    needs: { of: ['requests to use up'], viewers: sessionsOf(viewer) },
    async check(client) {
      const session = await client.signIn(viewer);
      const { spendableRequests = 0 } = client.target.capabilities;
      const [first] = limited;
      for (let spent = 0; first !== undefined && spent < spendableRequests; spent += 1) {
        await client.call(ANONYMOUS, goodCall(first), 'REST');
      }
      for (const operation of limited) {
        for (const over of TRANSPORTS) {
          const response = await client.call(session, goodCall(operation), over);
          expectError(response, 'too_many_requests');
          expectRetryAfter(response.asked, response.headers);
        }
      }
    },
  });
}

function expectRetryAfter(asked: string, headers: Headers): void {
  const seconds = headers.get('retry-after') ?? '';
  if (/^([1-9]|[1-5]\d|60)$/.test(seconds)) return;
  const actual = { 'retry-after': seconds };
  throw new ConformanceFailure({ asked, expected: { 'retry-after': '1 to 60' }, actual });
}
