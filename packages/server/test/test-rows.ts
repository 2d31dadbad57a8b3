import {
  documentedPayloads,
  type Operation,
  type Outcome,
  type WithCookie,
} from '@portal/contract';
import { z } from 'zod';
import type { ServerOptions } from '../src/call.ts';
import { createServerApp, type PortalApp } from '../src/index.ts';

const documented = documentedPayloads['users.me'];
const common = { summary: 'Test', description: 'Test.', errors: [], documented } as const;
const output = z.object({ caller: z.unknown(), input: z.unknown() });

/** Operations of the kinds that the contract's own table has none of. */
const rows = {
  'test.search': {
    ...common,
    method: 'GET',
    path: '/v1/test/search',
    kind: 'query',
    access: 'publicKey',
    input: {
      from: 'query',
      schema: z.object({ q: z.string(), limit: z.int().max(50).default(20) }),
    },
    output,
    limit: 'login',
  },
  'test.byId': {
    ...common,
    method: 'GET',
    path: '/v1/test/{user_id}',
    kind: 'query',
    access: 'botKey',
    input: { from: 'path', schema: z.object({ user_id: z.int() }) },
    output,
    limit: 'bot',
  },
  'test.end': {
    ...common,
    method: 'POST',
    path: '/v1/test/{name}/end',
    kind: 'mutation',
    access: 'session',
    input: { from: 'path', schema: z.object({ name: z.string() }) },
    output,
    limit: 'user',
  },
  'test.login': {
    ...common,
    method: 'POST',
    path: '/v1/test/login',
    kind: 'mutation',
    access: 'none',
    setsCookie: true,
    input: { from: 'body', schema: z.object({ maxAge: z.int() }) },
    output,
    limit: 'login',
  },
  'test.logout': {
    ...common,
    method: 'POST',
    path: '/v1/test/logout',
    kind: 'mutation',
    access: 'none',
    setsCookie: true,
    input: { from: 'nothing' },
    output,
    limit: 'login',
  },
} as const satisfies Record<string, Operation>;

export interface TestRows {
  readonly app: PortalApp;
  /** The ids of the operations that ran, in order. */
  readonly ran: readonly string[];
}

/** An app of these rows, whose answers are the caller's kind and the input; `login` sets the cookie and `logout` clears it. */
export function createTestRows(options: Partial<ServerOptions> = {}): TestRows {
  const ran: string[] = [];
  const echo = (id: string) => (caller: unknown, input: unknown) => {
    ran.push(id);
    return { ok: true, value: { caller, input } };
  };
  const withCookie =
    (id: string, cookie: (input: { maxAge: number }) => WithCookie<unknown>['cookie']) =>
    (caller: unknown, input: { maxAge: number }): Outcome<WithCookie<unknown>> => {
      ran.push(id);
      return { ok: true, value: { value: { caller, input }, cookie: cookie(input) } };
    };
  const as = (kind: string) => () => ({ ok: true, value: kind }) as never;
  const app = createServerApp({
    operations: Object.entries(rows),
    service: {
      'test.search': echo('test.search'),
      'test.byId': echo('test.byId'),
      'test.end': echo('test.end'),
      'test.login': withCookie('test.login', ({ maxAge }) => ({ token: 'TOKEN', maxAge })),
      'test.logout': withCookie('test.logout', () => 'clear'),
    },
    authenticate: {
      session: as('session'),
      publicKey: as('publicKey'),
      botKey: as('botKey'),
      none: as('none'),
    },
    reportBug: (_context, error) => {
      throw error;
    },
    ...options,
  });
  return { app, ran };
}
