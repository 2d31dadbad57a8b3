import { type ExampleViewer, SESSION_COOKIE } from '@portal/contract';
import { type RawRequest, toRawRequest } from '../client/call.ts';
import {
  ACTIVITY_PATHS,
  expectError,
  expectOutcome,
  expectSame,
} from '../client/expect-response.ts';
import { requestCausing } from '../client/request-causing.ts';
import { ANONYMOUS } from '../client/session.ts';
import { TRANSPORTS, type Transport } from '../client/transport.ts';
import { type ConformanceCase, defineCase } from '../conformance-case.ts';
import {
  type ContractTable,
  callersOf,
  goodCall,
  listExamples,
  needsSession,
  type OperationRow,
} from '../contract-table.ts';
import { sessionsOf, withArticle } from './viewers.ts';

const group = 'sessions';

/** Cookie headers that are not a session, if the target issues its sessions. */
const NO_SESSIONS: readonly (readonly [what: string, cookie: string])[] = [
  ['an unknown token', `${SESSION_COOKIE}=${'0'.repeat(64)}`],
  ['a token that is too short', `${SESSION_COOKIE}=abc`],
  ['a token in quotes', `${SESSION_COOKIE}="${'0'.repeat(64)}"`],
];

/** Cookie headers without a usable session cookie. */
const NO_COOKIES: readonly (readonly [what: string, cookie: string | undefined])[] = [
  ['no cookie', undefined],
  ['an empty session cookie', `${SESSION_COOKIE}=`],
  ['another cookie', 'theme=dark'],
  ['a cookie whose name begins alike', `${SESSION_COOKIE}2=${'0'.repeat(64)}`],
  ['a cookie whose name has another case', `${SESSION_COOKIE.toUpperCase()}=${'0'.repeat(64)}`],
  [
    'the session cookie twice',
    `${SESSION_COOKIE}=${'0'.repeat(64)}; ${SESSION_COOKIE}=${'1'.repeat(64)}`,
  ],
];

export function sessionCases(table: ContractTable): readonly ConformanceCase[] {
  const operations = table.filter(needsSession);
  return [
    ...NO_COOKIES.map((row) => refusedCookie(operations, row, [])),
    ...NO_SESSIONS.map((row) => refusedCookie(operations, row, ['issued sessions'])),
    twiceTheSameSession(operations),
    sessionBeforeInput(operations),
    ...(['banned', 'timed_out'] as const).map((viewer) => keptOut(operations, viewer)),
    ...table.flatMap((operation) =>
      callersOf(operation).map((viewer) => admits(operation, viewer)),
    ),
  ];
}

function refusedCookie(
  operations: ContractTable,
  [what, cookie]: readonly [what: string, cookie: string | undefined],
  of: readonly 'issued sessions'[],
): ConformanceCase {
  return defineCase({
    group,
    name: `${what} is no session`,
    covers: operations.map(({ id }) => {
      return { operation: id, viewer: 'anonymous', kind: 'authentication_required' };
    }),
    needs: { of },
    async check(client) {
      const session = { viewer: 'anonymous', cookie } as const;
      for (const operation of operations) {
        for (const over of TRANSPORTS) {
          const response = await client.call(session, goodCall(operation), over);
          expectError(response, 'authentication_required');
        }
      }
    },
  });
}

function twiceTheSameSession(operations: ContractTable): ConformanceCase {
  return defineCase({
    group,
    name: 'a session cookie sent twice is no session, even if both are the same one',
    needs: { viewers: ['user'] },
    async check(client) {
      const { cookie } = await client.signIn('user');
      const session = { viewer: 'anonymous', cookie: `${cookie}; ${cookie}` } as const;
      for (const operation of operations) {
        for (const over of TRANSPORTS) {
          const response = await client.call(session, goodCall(operation), over);
          expectError(response, 'authentication_required');
        }
      }
    },
  });
}

/** Without a session, an invalid body and an input that fails get the same 401. */
function sessionBeforeInput(operations: ContractTable): ConformanceCase {
  return defineCase({
    group,
    name: 'is checked before the input is',
    needs: { of: ['rules'] },
    async check(client) {
      for (const over of TRANSPORTS) {
        const requests = operations.flatMap((operation) => listFailingRequests(operation, over));
        for (const request of requests) {
          expectError(await client.send(ANONYMOUS, request), 'authentication_required');
        }
      }
    },
  });
}

/** An invalid body, and the inputs of the examples that fail. */
function listFailingRequests(operation: OperationRow, over: Transport): readonly RawRequest[] {
  const failing = listExamples(operation).filter(({ example }) => !example.outcome.ok);
  const inputs = failing.flatMap(({ example: { input } }) => input ?? []);
  const requests = inputs.map((input) => toRawRequest({ operation, input }, over));
  const hasBody = operation.input.from === 'body';
  const invalid = hasBody ? requestCausing('invalid_request', operation, over) : undefined;
  return invalid === undefined ? requests : [...requests, invalid];
}

/** The examples say which restriction it is; here every operation answers with one. */
function keptOut(operations: ContractTable, viewer: 'banned' | 'timed_out'): ConformanceCase {
  const kind = viewer === 'banned' ? 'account_banned' : 'account_timed_out';
  return defineCase({
    group,
    name: `${withArticle(viewer)} is kept out of every operation, with the reason`,
    covers: operations.map(({ id }) => ({ operation: id, viewer, kind })),
    needs: { viewers: [viewer] },
    async check(client) {
      const session = await client.signIn(viewer);
      for (const operation of operations) {
        for (const over of TRANSPORTS) {
          const { asked, outcome } = await client.call(session, goodCall(operation), over);
          const code = outcome !== undefined && 'code' in outcome ? outcome.code : outcome;
          expectSame(asked, kind, code);
        }
      }
    },
  });
}

/** REST equals tRPC: the same viewer and input get the same answer. */
function admits(operation: OperationRow, viewer: ExampleViewer): ConformanceCase {
  return defineCase({
    group,
    name: `gives ${withArticle(viewer)} the same ${operation.id} over REST and tRPC`,
    covers: [{ operation: operation.id, viewer, kind: 'ok' }],
    needs: { viewers: sessionsOf(viewer) },
    async check(client) {
      const call = async (over: Transport) => {
        await client.startOver();
        return client.call(await client.signIn(viewer), goodCall(operation), over);
      };
      const { outcome } = await call('REST');
      const ignored = ACTIVITY_PATHS.map((path) => `value.${path}`);
      expectOutcome(await call('tRPC'), outcome, ignored);
    },
  });
}
