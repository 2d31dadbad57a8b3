import type { Random } from '@portal/workspace/random';
import type { WireRequest } from '../../wire/wire-request.ts';
import { toRefusal } from '../world/predict.ts';
import type { Mutation } from './mutation.ts';
import { below, pick, repeat } from './pick.ts';

const INVALID = { refused: toRefusal(400, 'Invalid request') };
const NOT_FOUND = { refused: toRefusal(404, 'Not found') };

const QUERIES = [
  ...[
    'x=1',
    '__proto__[a]=1',
    'constructor=1',
    'username=other',
    'x=%zz',
    'x=%00',
    '&&&',
    '?',
    'a',
  ],
];
/** Steps that some would take, and others would not. */
const UNSOUND_PATHS = [
  ...['//v1/users/me', '/v1//users/me', '/v1/./users/me', '/v1/../v1/users/me', '/v1/users/%2e/me'],
  ...[
    '/v1/users/profile/../me',
    '/v1/users/profile/%2E%2e/me',
    '/v1/users/profile/..',
    '/v1/users/.',
  ],
  ...['/v1/users/profile/%zz', '/v1/users/profile/%', '/v1/users/profile/%c0%ae', '/v1/users/me|'],
  ...['/v1/users/"', '/v1/users/{me}', '/v1/users/me^', '/v1/users/profile/%ff', '/v1/users/<me>'],
  ...['/v1\\users\\me', 'http://evil.example/v1/users/me', 'portal.example:80/v1/users/me', '*'],
];
const UNKNOWN_PATHS = [
  ...['/', '/v1', '/v1/users', '/v1/users/', '/v1/users/me/', '/V1/users/me', '/v1/users/ME'],
  ...['/v1/users/me.css', '/v1/users/me/x', '/v1/users/profile', '/v1/users/profile/a/b', '/v2'],
  ...['/__proto__', '/constructor', '/v1/users/__proto__', '/v1%2Fusers%2Fme', '/v1/users%2Fme'],
  ...[
    '/metrics',
    '/.env',
    '/.git/config',
    '/openapi.yaml',
    '/v1/users/42',
    '/healthz/',
    '/favicon.ico',
  ],
];

export const targetMutations: readonly Mutation[] = [
  {
    kind: 'a query that nobody reads',
    change: (request, random) => ({
      ...request,
      target: `${request.target}${request.target.includes('?') ? '&' : '?'}${pick(random, QUERIES)}`,
    }),
    outcome: 'same',
  },
  {
    kind: 'an wrong path',
    on: 'REST',
    change: (request, random) => ({ ...request, target: pick(random, UNSOUND_PATHS) }),
    outcome: INVALID,
  },
  {
    kind: 'an unknown path',
    on: 'REST',
    change: (request, random) => ({ ...request, target: pick(random, UNKNOWN_PATHS) }),
    outcome: NOT_FOUND,
  },
  {
    kind: 'more after the name',
    on: 'profile',
    change: (request, random) => ({
      ...request,
      target: `${request.target}${pick(random, ['/', '/x', '/me', '/%2e%2e%2e'])}`,
    }),
    outcome: NOT_FOUND,
  },
  { kind: 'any target', on: 'GET', change: scramble, outcome: 'anything' },
];

/** The same target with some of its bytes changed for any others that end no line. */
function scramble(request: WireRequest, random: Random): WireRequest {
  const bytes = [...request.target];
  for (const at of repeat(1 + below(random, 4), () => below(random, bytes.length))) {
    bytes[at] = pick(random, [
      '%',
      '/',
      '.',
      '%2f',
      '%2e',
      '%00',
      '\xff',
      '\x7f',
      '\\',
      '?',
      '#',
      '~',
    ]);
  }
  return { ...request, target: bytes.join('') };
}
