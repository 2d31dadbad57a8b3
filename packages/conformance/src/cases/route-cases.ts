import { operations, TRPC_ENDPOINT } from '@portal/contract';
import type { Answer } from '../asking/answer.ts';
import { ANONYMOUS, type Asker, type Session } from '../asking/asker.ts';
import { expectError, expectSame } from '../asking/expect-answer.ts';
import { harmless } from '../asking/provoke.ts';
import { JSON_HEADERS, type RawQuestion, toRawQuestion } from '../asking/question.ts';
import { TRANSPORTS, type Transport } from '../asking/transport.ts';
import { type ConformanceCase, defineCase } from '../conformance-case.ts';
import { readMe } from './current-user.ts';
import { OPERATION_IDS } from './viewers.ts';

/** Every method that `fetch` sends. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Paths that lead nowhere, though some are near to one that does. */
export const NOWHERE: readonly string[] = [
  '/v1',
  '/v1/users',
  '/v1/users/',
  '/v1/users/me/',
  '/v1/users/ME',
  '/v1/Users/me',
  '/v1/users/me.json',
  '/v1/users/me/update/',
  '/v1/users/me/update/x',
  '/v1/users/me/delete',
  '/v1/users/profile',
  '/v1/users/profile/',
  '/v1/users/profile/exampleuser/',
  '/v1/users/profile/exampleuser/x',
  '/v1/users/42',
  '/v2/users/me',
  '/users/me',
  '/users.me',
  '/openapi',
  '/trpcx/users.me',
  `${TRPC_ENDPOINT}/`,
  `${TRPC_ENDPOINT}/users`,
  `${TRPC_ENDPOINT}/users.nothing`,
  `${TRPC_ENDPOINT}/users.me/x`,
  `${TRPC_ENDPOINT}/users.me.x`,
  `${TRPC_ENDPOINT}/Users.me`,
  `${TRPC_ENDPOINT}/users.__proto__`,
  `${TRPC_ENDPOINT}/__proto__.me`,
  `${TRPC_ENDPOINT}/constructor`,
];

export const routeCases: readonly ConformanceCase[] = [
  ...NOWHERE.map(leadsNowhere),
  ...OPERATION_IDS.flatMap((operation) =>
    TRANSPORTS.flatMap((over) =>
      METHODS.map((method) => knowsMethods({ operation, over, method })),
    ),
  ),
];

function leadsNowhere(path: string): ConformanceCase {
  return defineCase({
    group: 'routes',
    name: `${path} is not found, whoever asks and however`,
    covers: (['anonymous', 'user'] as const).map((viewer) => {
      return { operation: 'any', viewer, kind: 'not_found' };
    }),
    needs: { of: isBesideIts(path) ? ['the whole origin'] : [], viewers: ['user'] },
    async check(ask) {
      for (const session of [ANONYMOUS, await ask.signIn('user')]) {
        for (const method of ['GET', 'POST', 'DELETE']) {
          expectError(await ask.send(session, toEmptyQuestion(method, path)), 'not_found');
        }
      }
    },
  });
}

/** Not every implementation is asked about paths beside the contract's own. */
function isBesideIts(path: string): boolean {
  return !path.startsWith('/v1/') && !path.startsWith(`${TRPC_ENDPOINT}/`);
}

interface MethodQuestion {
  readonly operation: (typeof OPERATION_IDS)[number];
  readonly over: Transport;
  readonly method: (typeof METHODS)[number];
}

/** Of every path and every method: an answer, or 405 with the methods there are. */
function knowsMethods({ operation, over, method }: MethodQuestion): ConformanceCase {
  const { path } = toRawQuestion(harmless[operation], over);
  const known = allowedMethods(operation);
  const isAllowed = known.includes(method);
  const isShown = !isAllowed && method !== 'HEAD';
  return defineCase({
    group: 'methods',
    name: `${method} ${path} is ${isAllowed ? 'answered' : 'not allowed'}`,
    covers: isShown
      ? (['anonymous', 'user'] as const).map((viewer) => {
          return { operation, viewer, kind: 'method_not_allowed' };
        })
      : [],
    needs: { viewers: ['user'] },
    async check(ask) {
      const user = await ask.signIn('user');
      const { username } = await readMe(ask, user);
      const question = {
        ...toEmptyQuestion(method, path.replace('exampleuser', username)),
        operation,
      };
      if (isAllowed) return expectAnswered(ask, user, question);
      for (const session of [ANONYMOUS, user]) {
        const answer = await ask.send(session, question);
        expectSame(answer.asked, 405, answer.status);
        if (isShown) expectError(answer, 'method_not_allowed');
        expectAllow(answer, known);
      }
    },
  });
}

async function expectAnswered(ask: Asker, user: Session, question: RawQuestion): Promise<void> {
  const answer = await ask.send(user, question);
  expectSame(answer.asked, 200, answer.status);
  const stranger = await ask.send(ANONYMOUS, question);
  expectSame(stranger.asked, 401, stranger.status);
}

/** Whoever may GET may ask for the headers alone. */
function allowedMethods(operation: (typeof OPERATION_IDS)[number]): readonly string[] {
  const { method } = operations[operation];
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}

function expectAllow({ asked, headers }: Answer, known: readonly string[]): void {
  const listed = headers
    .get('allow')
    ?.split(',')
    .map((method) => method.trim());
  expectSame(`Allow of ${asked}`, known, listed);
}

function toEmptyQuestion(method: string, path: string): RawQuestion {
  const hasBody = method === 'POST' || method === 'PUT' || method === 'PATCH';
  return hasBody ? { method, path, headers: JSON_HEADERS, body: '{}' } : { method, path };
}
