import { type OperationId, SESSION_COOKIE } from '@portal/contract';
import { ANONYMOUS } from '../asking/asker.ts';
import {
  ACTIVITY_PATHS,
  expectError,
  expectSame,
  expectValue,
  requireValueOf,
} from '../asking/expect-answer.ts';
import { findProvocation, harmless } from '../asking/provoke.ts';
import { TRANSPORTS } from '../asking/transport.ts';
import { type ConformanceCase, defineCase } from '../conformance-case.ts';
import { ConformanceFailure } from '../conformance-failure.ts';
import { readMe } from './current-user.ts';
import { ADMITTED, OPERATION_IDS, withArticle } from './viewers.ts';

const group = 'sessions';

/** Cookie headers that are nobody's session, wherever sessions are issued. */
const NO_SESSIONS: readonly (readonly [what: string, cookie: string])[] = [
  ['an unknown token', `${SESSION_COOKIE}=${'0'.repeat(64)}`],
  ['a token that is too short', `${SESSION_COOKIE}=abc`],
  ['a token in quotes', `${SESSION_COOKIE}="${'0'.repeat(64)}"`],
];

/** Cookie headers that hold no session cookie to rely on. */
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

export const sessionCases: readonly ConformanceCase[] = [
  ...NO_COOKIES.map(([what, cookie]) => refusedCookie(what, cookie, [])),
  ...NO_SESSIONS.map(([what, cookie]) => refusedCookie(what, cookie, ['issued sessions'])),
  twiceTheSameSession(),
  sessionBeforeInput(),
  ...(['banned', 'timed_out'] as const).map(keptOut),
  isNobodyElse(),
  ...OPERATION_IDS.flatMap((operation) => ADMITTED.map((viewer) => admits(operation, viewer))),
];

function refusedCookie(
  what: string,
  cookie: string | undefined,
  of: readonly 'issued sessions'[],
): ConformanceCase {
  return defineCase({
    group,
    name: `${what} is no session`,
    covers: OPERATION_IDS.map((operation) => {
      return { operation, viewer: 'anonymous', kind: 'authentication_required' };
    }),
    needs: { of },
    async check(ask) {
      for (const operation of OPERATION_IDS) {
        for (const over of TRANSPORTS) {
          const session = { viewer: 'anonymous', cookie } as const;
          const answer = await ask.ask(session, harmless[operation], over);
          expectError(answer, 'authentication_required');
        }
      }
    },
  });
}

function twiceTheSameSession(): ConformanceCase {
  return defineCase({
    group,
    name: 'a session cookie sent twice is no session, even if both are the same one',
    needs: { viewers: ['user'] },
    async check(ask) {
      const { cookie } = await ask.signIn('user');
      for (const over of TRANSPORTS) {
        const session = { viewer: 'anonymous', cookie: `${cookie}; ${cookie}` } as const;
        const answer = await ask.ask(session, harmless['users.me'], over);
        expectError(answer, 'authentication_required');
      }
    },
  });
}

function sessionBeforeInput(): ConformanceCase {
  return defineCase({
    group,
    name: 'is judged before the input is',
    needs: { of: ['rules'] },
    async check(ask) {
      for (const over of TRANSPORTS) {
        const invalid = findProvocation('invalid_request', 'users.updateMe', over);
        if (invalid === undefined) continue;
        expectError(await ask.send(ANONYMOUS, invalid), 'authentication_required');
        const nobody = { operation: 'users.profile', input: { username: 'nobody' } } as const;
        expectError(await ask.ask(ANONYMOUS, nobody, over), 'authentication_required');
      }
    },
  });
}

/** What the restriction is of is for the examples to say; here it is that there is one, and its form. */
function keptOut(viewer: 'banned' | 'timed_out'): ConformanceCase {
  const kind = viewer === 'banned' ? 'account_banned' : 'account_timed_out';
  return defineCase({
    group,
    name: `${withArticle(viewer)} is kept out of every operation, and told so`,
    covers: OPERATION_IDS.map((operation) => ({ operation, viewer, kind })),
    needs: { viewers: [viewer] },
    async check(ask) {
      const session = await ask.signIn(viewer);
      for (const operation of OPERATION_IDS) {
        for (const over of TRANSPORTS) {
          const { asked, outcome } = await ask.ask(session, harmless[operation], over);
          const code = outcome !== undefined && 'code' in outcome ? outcome.code : outcome;
          expectSame(asked, kind, code);
        }
      }
    },
  });
}

function isNobodyElse(): ConformanceCase {
  return defineCase({
    group,
    name: 'is nobody else: each of several reads itself, also when they ask at once',
    needs: { viewers: ADMITTED },
    async check(ask) {
      const sessions = await Promise.all(ADMITTED.map((viewer) => ask.signIn(viewer)));
      const alone: string[] = [];
      for (const session of sessions) alone.push((await readMe(ask, session)).username);
      if (new Set(alone).size < sessions.length) {
        const expected = 'another user behind each session';
        throw new ConformanceFailure({ asked: 'users.me', expected, actual: alone });
      }
      for (let round = 0; round < 3; round += 1) {
        const together = await Promise.all(sessions.map((session) => readMe(ask, session)));
        const names = together.map(({ username }) => username);
        expectSame('users.me, all at once', alone, names);
      }
    },
  });
}

/** REST equals tRPC: the same viewer and input give the same value. */
function admits(operation: OperationId, viewer: (typeof ADMITTED)[number]): ConformanceCase {
  return defineCase({
    group,
    name: `gives ${withArticle(viewer)} the same ${operation} over REST and tRPC`,
    covers: [{ operation, viewer, kind: 'ok' }],
    needs: { viewers: [viewer] },
    async check(ask) {
      const session = await ask.signIn(viewer);
      const { username } = await readMe(ask, session);
      const question = { ...harmless[operation], input: { username } };
      const rest = await ask.ask(session, question, 'REST');
      expectValue(await ask.ask(session, question, 'tRPC'), requireValueOf(rest), ACTIVITY_PATHS);
    },
  });
}
