import { population } from '@portal/contract';
import type { Histories } from '@portal/domain';
import { build } from '../../src/store/sqlite/build.ts';
import type { ApiTarget } from './conformance-targets.ts';

/** As much of an answer's value as mutations touch. */
interface AnswerValue {
  id?: number;
  username?: string;
  permission_level?: number;
  subscription_tier?: number;
  created_at?: string;
  updated_at?: string;
  chats?: Histories['chats'];
  session_history?: Histories['session_history'];
  user?: AnswerValue;
  errors?: { readonly username?: string } | null;
}

/** The same of a body, of either transport and with or without an error. */
interface AnswerBody extends AnswerValue {
  result?: { readonly data: AnswerValue };
  error?: string | TrpcError;
  correlation_id?: string;
  stack?: string;
}

interface TrpcError {
  readonly message: string;
  code: number;
  readonly data: { code: string; correlation_id: string };
}

/** An answer on its way out, open to be spoiled. */
export interface Passing {
  readonly request: Request;
  readonly path: string;
  /** What the request carried, as text. */
  readonly sent: string;
  status: number;
  readonly headers: Headers;
  /** The body as JSON; nothing after HEAD. */
  body: AnswerBody | undefined;
}

/** One way to break the API, and where the suite is to notice. */
export interface Mutation {
  readonly what: string;
  /** The group of cases that fails. */
  readonly caughtBy: string;
  readonly spoil: (passing: Passing, target: ApiTarget) => Promise<void> | void;
}

/** The API, broken. */
export function mutate(target: ApiTarget, { spoil }: Pick<Mutation, 'spoil'>): ApiTarget {
  return {
    ...target,
    async fetch(request, cookie) {
      const sent = request.body === null ? '' : await request.clone().text();
      const response = await target.fetch(request, cookie);
      const text = await response.text();
      const headers = new Headers(response.headers);
      const body = text === '' ? undefined : JSON.parse(text);
      const path = request.url.slice(target.url.length);
      const passing: Passing = { request, path, sent, status: response.status, headers, body };
      await spoil(passing, target);
      const isEmpty = passing.body === undefined;
      return new Response(isEmpty ? null : JSON.stringify(passing.body), {
        status: passing.status,
        headers,
      });
    },
  };
}

/** The value of an answer on either transport; nothing in an error. */
function readValue({ status, body = {} }: Passing): AnswerValue {
  return status === 200 ? (body.result?.data ?? body) : {};
}

/** Puts a value in the place of the answer's. */
function replaceValue(passing: Passing, value: AnswerValue): void {
  passing.body = passing.body?.result === undefined ? value : { result: { data: value } };
}

function trpcErrorOf({ body }: Passing): TrpcError | undefined {
  return typeof body?.error === 'object' ? body.error : undefined;
}

const [{ user: exampleUser, histories: someHistories } = requireSomebody()] = population;

function requireSomebody(): never {
  throw new Error('the population is empty');
}

export const mutations: readonly Mutation[] = [
  {
    what: 'a private key of the profile leaks to everyone',
    caughtBy: 'the permission matrix',
    spoil(passing) {
      const value = readValue(passing);
      if (passing.path.includes('profile') && value.id) value.permission_level ??= 0;
    },
  },
  {
    what: 'a sentence is worded otherwise',
    caughtBy: 'profiles',
    spoil({ body }) {
      if (body?.error === 'User not found') body.error = 'No such user';
    },
  },
  {
    what: 'Allow lists a method that there is not',
    caughtBy: 'methods',
    spoil({ status, headers }) {
      if (status === 405) headers.append('Allow', 'PUT');
    },
  },
  {
    what: 'Allow is missing',
    caughtBy: 'methods',
    spoil: ({ headers }) => headers.delete('Allow'),
  },
  {
    what: 'the keys come in another order',
    caughtBy: 'examples, in the population',
    spoil(passing) {
      const value = readValue(passing);
      if (value.created_at) replaceValue(passing, { created_at: value.created_at, ...value });
    },
  },
  {
    what: 'an update is answered and lost',
    caughtBy: 'updates',
    async spoil(passing, { db }) {
      if (!readValue(passing).user) return;
      const before = { username: 'exampleuser', username_key: 'exampleuser', avatar_source: null };
      db.run(build.updateTable('users').set(before).where('id', '=', 42));
    },
  },
  {
    what: 'one session reads what another was answered',
    caughtBy: 'sessions',
    spoil: rememberFirst(),
  },
  {
    what: 'the tRPC code is wrong',
    caughtBy: 'profiles',
    spoil(passing) {
      const error = trpcErrorOf(passing);
      if (error?.data.code === 'NOT_FOUND') error.data.code = 'BAD_REQUEST';
    },
  },
  {
    what: 'the number of the tRPC code is wrong',
    caughtBy: 'sessions',
    spoil(passing) {
      const error = trpcErrorOf(passing);
      if (error?.code === -32001) error.code = -32603;
    },
  },
  {
    what: 'the correlation id is missing in the header',
    caughtBy: 'routes',
    spoil({ status, headers }) {
      if (status === 404) headers.delete('X-Correlation-Id');
    },
  },
  {
    what: 'the correlation id of the body is another than that of the header',
    caughtBy: 'routes',
    spoil({ body }) {
      if (body?.correlation_id) body.correlation_id = crypto.randomUUID();
    },
  },
  {
    what: 'every request has the same correlation id',
    caughtBy: 'the server',
    spoil(passing) {
      const id = '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11';
      const error = trpcErrorOf(passing);
      passing.headers.set('X-Correlation-Id', id);
      if (passing.body?.correlation_id) passing.body.correlation_id = id;
      if (error !== undefined) error.data.correlation_id = id;
    },
  },
  {
    what: 'histories reach a Moderator',
    caughtBy: 'the permission matrix',
    spoil(passing) {
      const value = readValue(passing);
      if (value.chats) value.chats = someHistories.chats;
    },
  },
  {
    what: 'past sessions reach an Admin',
    caughtBy: 'the permission matrix',
    spoil(passing) {
      const value = readValue(passing);
      if (value.chats?.length) value.session_history = someHistories.session_history;
    },
  },
  {
    what: 'a profile is found by the exact case of its name alone',
    caughtBy: 'profiles',
    spoil(passing) {
      const value = readValue(passing);
      const isExact = value.username === undefined || passing.path.includes(value.username);
      if (passing.path.includes('profile') && !isExact) refuse(passing, 404, 'User not found');
    },
  },
  {
    what: 'a name is taken by its exact case alone',
    caughtBy: 'fields of an update',
    spoil(passing) {
      const value = readValue(passing);
      const isOtherCase = !/"(exampleuser|examplemoderator)"/.test(passing.sent);
      const isTaken = value.errors?.username === 'username is already taken';
      if (isTaken && isOtherCase) value.errors = null;
    },
  },
  {
    what: 'a field that fails is a 422',
    caughtBy: 'fields of an update',
    spoil(passing) {
      if (readValue(passing).errors) passing.status = 422;
    },
  },
  {
    what: 'a field that fails keeps the others from being stored',
    caughtBy: 'updates',
    async spoil(passing, { db }) {
      if (!readValue(passing).errors) return;
      db.run(build.updateTable('users').set({ avatar_source: 'discord' }).where('id', '=', 42));
    },
  },
  {
    what: 'updated_at moves without a change',
    caughtBy: 'updates',
    spoil(passing) {
      const { user } = readValue(passing);
      if (user) user.updated_at = '2026-04-02T08:30:00Z';
    },
  },
  {
    what: 'updated_at never moves',
    caughtBy: 'updates',
    spoil(passing) {
      const value = readValue(passing);
      const user = value.user ?? value;
      if (user.updated_at) user.updated_at = exampleUser.updated_at;
    },
  },
  {
    what: 'errors is left out when no field failed',
    caughtBy: 'examples, in the population',
    spoil(passing) {
      const value = readValue(passing);
      if (value.errors === null) delete value.errors;
    },
  },
  {
    what: 'REST and tRPC differ',
    caughtBy: 'sessions',
    spoil({ body }) {
      const value = body?.result?.data;
      if (value?.permission_level !== undefined) value.subscription_tier = 3;
    },
  },
  {
    what: 'times have milliseconds',
    caughtBy: 'examples, in the population',
    spoil(passing) {
      const value = readValue(passing);
      if (value.created_at) value.created_at = value.created_at.replace('Z', '.000Z');
    },
  },
  {
    what: 'an error tells what happened inside',
    caughtBy: 'routes',
    spoil({ body }) {
      if (body?.correlation_id) body.stack = 'Error: at /srv/portal.ts';
    },
  },
  {
    what: 'an error is no JSON',
    caughtBy: 'routes',
    spoil({ status, headers }) {
      if (status === 404) headers.set('Content-Type', 'text/html');
    },
  },
  {
    what: 'a stranger learns whether a name exists',
    caughtBy: 'sessions',
    spoil(passing) {
      const isAsked = passing.status === 401 && passing.path.includes('nobody');
      if (isAsked) refuse(passing, 404, 'User not found');
    },
  },
  {
    what: 'a banned user is let in',
    caughtBy: 'sessions',
    spoil(passing) {
      if (/banned|timed out/.test(JSON.stringify(passing.body ?? '')))
        refuse(passing, 404, 'Not found');
    },
  },
  {
    what: 'a batch of eleven is answered',
    caughtBy: 'tRPC batches',
    spoil(passing) {
      if (passing.status !== 400 || passing.path.split(',').length !== 11) return;
      passing.status = 200;
      passing.body = { result: { data: {} } };
    },
  },
];

function refuse(passing: Passing, status: number, error: string): void {
  const correlation_id = passing.headers.get('X-Correlation-Id') ?? '';
  const data = { code: 'NOT_FOUND', httpStatus: status, correlation_id };
  passing.status = status;
  passing.body = passing.path.startsWith('/trpc/')
    ? { error: { message: error, code: -32004, data } }
    : { error, correlation_id };
}

/** Answers everyone with the user that was read first. */
function rememberFirst(): Mutation['spoil'] {
  let first: AnswerBody | undefined;
  return (passing) => {
    if (!passing.path.endsWith('/me') || passing.status !== 200) return;
    first ??= passing.body;
    passing.body = first;
  };
}
