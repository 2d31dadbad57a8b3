import { EXAMPLE_VIEWERS } from '@portal/contract';
import { ANONYMOUS } from '../asking/asker.ts';
import { expectError, expectSame } from '../asking/expect-answer.ts';
import { findProvocation, harmless } from '../asking/provoke.ts';
import { TRANSPORTS } from '../asking/transport.ts';
import { type ConformanceCase, defineCase } from '../conformance-case.ts';
import { ConformanceFailure } from '../conformance-failure.ts';
import { ADMITTED, OPERATION_IDS, sessionsOf, withArticle } from './viewers.ts';

const group = 'the server';
const AT_ONCE = 20;
const TOO_MANY_BYTES = 20 * 1024;

export const serverCases: readonly ConformanceCase[] = [
  tellsRequestsApart(),
  ...ADMITTED.map(refusesMalformedTarget),
  refusesMalformedTargetOfStrangers(),
  refusesLargeHeaders(),
  ...EXAMPLE_VIEWERS.map(limitsRequests),
];

/** Every answer's id is held against those before it; here many come at once. */
function tellsRequestsApart(): ConformanceCase {
  return defineCase({
    group,
    name: 'gives each of many requests at once a correlation id of its own',
    needs: { viewers: ['user'] },
    async check(ask) {
      const user = await ask.signIn('user');
      const asking = Array.from({ length: AT_ONCE }, (_, at) =>
        ask.ask(
          at % 2 === 0 ? user : ANONYMOUS,
          harmless['users.me'],
          at % 3 === 0 ? 'tRPC' : 'REST',
        ),
      );
      const ids = (await Promise.all(asking)).map(({ correlationId }) => correlationId);
      expectSame('users.me, many at once', AT_ONCE, new Set(ids).size);
    },
  });
}

function refusesMalformedTarget(viewer: (typeof ADMITTED)[number]): ConformanceCase {
  const operation = 'users.profile';
  return defineCase({
    group,
    name: `refuses a malformed request target of ${withArticle(viewer)}`,
    covers: [{ operation, viewer, kind: 'invalid_request' }],
    needs: { of: ['rules', 'judged targets'], viewers: [viewer] },
    async check(ask) {
      const session = await ask.signIn(viewer);
      for (const over of TRANSPORTS) {
        const question = findProvocation('invalid_request', operation, over);
        if (question !== undefined)
          expectError(await ask.send(session, question), 'invalid_request');
      }
    },
  });
}

/** A target that is none has no session to ask for. */
function refusesMalformedTargetOfStrangers(): ConformanceCase {
  return defineCase({
    group,
    name: 'refuses a malformed request target before anyone is asked who they are',
    needs: { of: ['rules', 'judged targets'] },
    async check(ask) {
      for (const path of ['/v1/users/profile/%zz', '/v1/users/profile/%', '/v1/users/%c3%28']) {
        expectError(await ask.send(ANONYMOUS, { method: 'GET', path }), 'invalid_request');
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
    async check(ask) {
      const headers = { 'x-padding': 'x'.repeat(TOO_MANY_BYTES) };
      const answer = await ask.send(ANONYMOUS, { method: 'GET', path: '/v1/nothing', headers });
      expectError(answer, 'headers_too_large');
    },
  });
}

/** Uses up what an address may ask in a minute, and then asks everything there is. */
function limitsRequests(viewer: (typeof EXAMPLE_VIEWERS)[number]): ConformanceCase {
  return defineCase({
    group,
    name: `refuses ${withArticle(viewer)} whose address is over its limit`,
    covers: OPERATION_IDS.map((operation) => ({ operation, viewer, kind: 'too_many_requests' })),
    needs: { of: ['requests to use up'], viewers: sessionsOf(viewer) },
    async check(ask) {
      const session = await ask.signIn(viewer);
      const { spendableRequests = 0 } = ask.target.capabilities;
      for (let spent = 0; spent < spendableRequests; spent += 1) {
        await ask.ask(ANONYMOUS, harmless['users.me'], 'REST');
      }
      for (const operation of OPERATION_IDS) {
        for (const over of TRANSPORTS) {
          const answer = await ask.ask(session, harmless[operation], over);
          expectError(answer, 'too_many_requests');
          expectRetryAfter(answer.asked, answer.headers);
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
