import { MAX_BATCH_SIZE, TRPC_ENDPOINT } from '@portal/contract';
import fc from 'fast-check';
import { listUnknownPaths, METHODS } from '../cases/route-cases.ts';
import { JSON_HEADERS, toRawRequest } from '../client/call.ts';
import { FOREIGN_ORIGIN } from '../client/request-causing.ts';
import { TRANSPORTS } from '../client/transport.ts';
import { contractTable, goodCall, listExamples } from '../contract-table.ts';
import { arbitraryBody, arbitraryUpdate } from './arbitrary-input.ts';
import { arbitraryName } from './arbitrary-text.ts';

/** A request as data, so that it can be sent to two targets and printed. */
export interface GeneratedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whose request it is: the sequence's session, nobody's, or with the session's cookie twice. */
  readonly cookie: 'session' | 'none' | 'twice';
}

type Draft = Omit<GeneratedRequest, 'cookie'>;

const contentHeaders: fc.Arbitrary<Readonly<Record<string, string>>> = fc.oneof(
  { weight: 12, arbitrary: fc.constant(JSON_HEADERS) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(
        'APPLICATION/JSON',
        'application/json; charset=utf-8',
        'application/json;charset="UTF-8"',
        'application/json; charset=latin1',
        'application/json; foo=bar',
        'application/jsonp',
        'text/plain',
        'text/json',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'x',
      )
      .map((type) => ({ 'content-type': type })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Readonly<Record<string, string>>>(
      { ...JSON_HEADERS, 'content-encoding': 'gzip' },
      { ...JSON_HEADERS, 'content-encoding': 'identity' },
      { ...JSON_HEADERS, origin: FOREIGN_ORIGIN },
      { ...JSON_HEADERS, origin: 'null' },
      { ...JSON_HEADERS, 'sec-fetch-site': 'none' },
    ),
  },
);

const me: fc.Arbitrary<Draft> = fc
  .constantFrom(
    '/v1/users/me',
    '/v1/users/me?x=1',
    `${TRPC_ENDPOINT}/users.me`,
    `${TRPC_ENDPOINT}/users.me?input=5`,
  )
  .map((path) => ({ method: 'GET', path, headers: {} }));

const update: fc.Arbitrary<Draft> = fc
  .tuple(
    fc.constantFrom('/v1/users/me/update', `${TRPC_ENDPOINT}/users.updateMe`),
    contentHeaders,
    arbitraryBody,
  )
  .map(([path, headers, body]) => ({ method: 'POST', path, headers, body }));

const profile: fc.Arbitrary<Draft> = fc
  .tuple(fc.boolean(), arbitraryName)
  .map(([isRest, username]) => ({
    method: 'GET',
    path: isRest
      ? `/v1/users/profile/${encodeURIComponent(username)}`
      : toTrpcQuery('users.profile', JSON.stringify({ username })),
    headers: {},
  }));

/** Inputs of a query that are none, or hold more or less than they should. */
const oddProfile: fc.Arbitrary<Draft> = fc
  .oneof(
    fc.constantFrom(
      '',
      '{',
      'null',
      '[]',
      '{}',
      '{"username":5}',
      '{"username":null}',
      '{"USERNAME":"exampleuser"}',
    ),
    arbitraryName.map((username) => JSON.stringify({ username, extra: 1 })),
  )
  .map((input) => ({ method: 'GET', path: toTrpcQuery('users.profile', input), headers: {} }));

const knownPaths = contractTable.flatMap((operation) =>
  TRANSPORTS.map((over) => toRawRequest(goodCall(operation), over).path),
);

/** The inputs of the examples, whichever operations there are. */
const exampleCall: fc.Arbitrary<Draft> = fc
  .constantFrom(
    ...contractTable.flatMap((operation) =>
      listExamples(operation).flatMap(({ example: { input } }) =>
        TRANSPORTS.map((over) =>
          toRawRequest({ operation, input: input ?? goodCall(operation).input }, over),
        ),
      ),
    ),
  )
  .map(({ method, path, headers = {}, body }) => {
    return { method, path, headers, ...(typeof body === 'string' && { body }) };
  });

const anyMethod: fc.Arbitrary<Draft> = fc
  .tuple(
    fc.constantFrom(...METHODS),
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...knownPaths) },
      { weight: 1, arbitrary: fc.constantFrom(...listUnknownPaths(contractTable)) },
    ),
  )
  .map(([method, path]) => {
    const hasBody = method === 'POST' || method === 'PUT' || method === 'PATCH';
    return hasBody
      ? { method, path, headers: JSON_HEADERS, body: '{}' }
      : { method, path, headers: {} };
  });

const queryBatch: fc.Arbitrary<Draft> = fc
  .array(
    fc.oneof(
      fc.constant({ id: 'users.me', input: undefined }),
      arbitraryName.map((username) => ({ id: 'users.profile', input: { username } })),
      fc.constantFrom({ id: 'users.profile', input: {} }, { id: 'users.nothing', input: {} }),
    ),
    { minLength: 1, maxLength: MAX_BATCH_SIZE + 1 },
  )
  .map((calls) => ({
    method: 'GET',
    path: `${toTrpcQuery(calls.map(({ id }) => id).join(','), toBatchInput(calls))}&batch=1`,
    headers: {},
  }));

/** One update each, since tRPC runs the calls of a batch side by side. */
const updateBatch: fc.Arbitrary<Draft> = arbitraryUpdate.map((input) => ({
  method: 'POST',
  path: `${TRPC_ENDPOINT}/users.updateMe?batch=1`,
  headers: JSON_HEADERS,
  body: JSON.stringify({ 0: input }),
}));

/** Any request of one session, most of them such as clients send. */
export const arbitraryRequest: fc.Arbitrary<GeneratedRequest> = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: me },
      { weight: 10, arbitrary: update },
      { weight: 5, arbitrary: profile },
      { weight: 1, arbitrary: oddProfile },
      { weight: 3, arbitrary: exampleCall },
      { weight: 2, arbitrary: anyMethod },
      { weight: 1, arbitrary: queryBatch },
      { weight: 1, arbitrary: updateBatch },
    ),
    fc.oneof(
      { weight: 18, arbitrary: fc.constant<'session'>('session') },
      { weight: 1, arbitrary: fc.constantFrom('none', 'twice') },
    ),
  )
  .map(([draft, cookie]) => ({ ...draft, cookie }));

function toBatchInput(calls: readonly { readonly input: unknown }[]): string {
  return JSON.stringify(Object.fromEntries(calls.map(({ input }, at) => [at, input])));
}

function toTrpcQuery(id: string, input: string): string {
  return `${TRPC_ENDPOINT}/${id}?input=${encodeURIComponent(input)}`;
}
