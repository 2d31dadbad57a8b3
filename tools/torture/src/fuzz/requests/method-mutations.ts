import { withBody, withHeader } from '../../wire/wire-request.ts';
import { toRefusal } from '../world/predict.ts';
import type { Mutation } from './mutation.ts';
import { pick } from './pick.ts';

const NOT_ALLOWED = { refused: toRefusal(405, 'Method not allowed') };
const METHODS = ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'LOCK', 'SEARCH', 'TRACE'];

export const methodMutations: readonly Mutation[] = [
  {
    kind: 'the headers alone',
    on: 'GET',
    change: (request) => ({ ...request, method: 'HEAD' }),
    outcome: 'head',
  },
  {
    kind: 'another method',
    change: (request, random) => ({ ...request, method: pick(random, METHODS) }),
    outcome: NOT_ALLOWED,
  },
  {
    kind: 'a query sent as an update',
    on: 'REST GET',
    change: (request) =>
      withBody(
        withHeader({ ...request, method: 'POST' }, ['Content-Type', 'application/json']),
        '{}',
      ),
    outcome: NOT_ALLOWED,
  },
  {
    kind: 'an update sent as a query',
    on: 'REST POST',
    change: ({ body, ...request }) => ({
      ...request,
      method: 'GET',
      headers: request.headers.filter(([name]) => !name.startsWith('Content-')),
    }),
    outcome: NOT_ALLOWED,
  },
  {
    kind: 'a method that there is not',
    change: (request, random) => ({ ...request, method: pick(random, ['FOO', 'get', 'GETT']) }),
    outcome: { refusedBelow: toRefusal(400, 'Invalid request') },
  },
];
