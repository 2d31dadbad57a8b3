import { EXAMPLE_VIEWERS, type OperationId, operationEntries, operations } from '@portal/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMock, type Mock } from '../src/create-mock.ts';
import { COOKIE, ORIGIN, post, send } from './send.ts';
import { callRest, callTrpc } from './transports.ts';

const usernames = fc.oneof(
  fc.constantFrom('exampleuser', 'ExampleUser', 'takenname', 'somebody', 'ab', 'no spaces', ''),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const avatars = fc.constantFrom('', 'discord', 'telegram', 'discord_0', 'discord_6', 'myspace');
const patch = fc.oneof(
  fc.record(
    {
      username: fc.oneof(usernames, fc.jsonValue()),
      avatar_source: fc.oneof(avatars, fc.jsonValue()),
      nickname: fc.jsonValue(),
    },
    { requiredKeys: [] },
  ),
  fc.jsonValue(),
);
/** No name that a URL would take for a step up or down. */
const names = usernames.filter((name) => name !== '' && name !== '.' && name !== '..');

const call: fc.Arbitrary<{ operation: OperationId; input?: unknown; viewer: string }> = fc
  .constantFrom(...operationEntries.map(([id]) => id))
  .chain((operation) =>
    fc.record({
      operation: fc.constant(operation),
      viewer: fc.constantFrom(...EXAMPLE_VIEWERS),
      input:
        operation === 'users.me'
          ? fc.constant(undefined)
          : operation === 'users.profile'
            ? fc.record({ username: names })
            : patch,
    }),
  );

test('live REST equals live tRPC, call for call in one session', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 6 }), async (calls) => {
      const [rest, trpc] = [createTwin(), createTwin()];
      for (const { operation, input, viewer } of calls) {
        const headers = { cookie: COOKIE, 'mock-viewer': viewer };
        const one = await callRest(rest, { operation, input, headers });
        const other = await callTrpc(trpc, { operation, input, headers });
        expect(comparable(other)).toEqual(comparable(one));
      }
    }),
    { numRuns: 80 },
  );
});

test('live REST equals live tRPC for any body, also for one that is none', async () => {
  const text = fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary' }),
    patch.map((input) => JSON.stringify(input)),
  );
  const type = fc.constantFrom(
    'application/json',
    'application/json; charset=utf-8',
    'text/plain',
    '',
  );
  await fc.assert(
    fc.asyncProperty(text, type, fc.constantFrom(COOKIE, ''), async (body, contentType, cookie) => {
      const sent = { ...post(null, { 'content-type': contentType, cookie }), body };
      const rest = await send(createTwin(), '/v1/users/me/update', sent);
      const trpc = await send(createTwin(), '/trpc/users.updateMe', sent);
      const { error, result } = trpc.body as {
        error?: { message: string };
        result?: { data: unknown };
      };
      const value = rest.status === 200 ? result?.data : { error: error?.message };
      expect(trpc.status).toBe(rest.status);
      expect(rest.body).toMatchObject(value as object);
      expect(trpc.headers.get('mock-example')?.split('/')[1]).toBe(
        rest.headers.get('mock-example')?.split('/')[1],
      );
    }),
    { numRuns: 100 },
  );
});

test('the field errors of examples are those of a fresh live session', async () => {
  const documented = createMock();
  await fc.assert(
    fc.asyncProperty(patch, fc.constantFrom(callRest, callTrpc), async (input, transport) => {
      fc.pre(typeof input === 'object' && input !== null && !Array.isArray(input));
      const asked = { operation: 'users.updateMe', input } as const;
      const shown = await transport(documented, asked);
      const lived = await transport(createTwin(), asked);
      expect(errorsOf(shown.value)).toEqual(errorsOf(lived.value));
    }),
    { numRuns: 100 },
  );
});

/** What can stand in a header: everything from the space up to the last of the one-byte characters. */
const headerText = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code)),
});
const controlText = fc.oneof(
  headerText,
  fc.constantFrom('example=documented', 'code=404', 'delay=0', 'handling=strict', 'users.me=owner'),
);
const segment = fc.oneof(
  fc.constantFrom('v1', 'users', 'me', 'update', 'profile', 'trpc', 'users.me', 'users.profile'),
  fc.constantFrom('users.me,users.updateMe', '__mock', 'sessions', '%ff', '%2F', '..', 'toString'),
  fc.webSegment(),
);
const wild = fc.record({
  method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'BREW'),
  path: fc.oneof(
    fc.constantFrom(...operationEntries.map(([, { path }]) => path.replace(/[{}]/g, ''))),
    fc.constantFrom(...operationEntries.map(([id]) => `/trpc/${id}`)),
    fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.join('/')}`),
  ),
  query: fc.dictionary(
    fc.constantFrom('__example', '__code', 'batch', 'input', 'connectionParams', 'x'),
    fc.oneof(fc.constantFrom('1', 'documented', '200', '{', '{"0":{"username":5}}'), fc.string()),
  ),
  headers: fc.dictionary(
    fc.constantFrom(
      ...['cookie', 'content-type', 'content-encoding', 'prefer', 'mock-example', 'mock-viewer'],
      ...['trpc-accept', 'origin', 'access-control-request-method', 'accept'],
    ),
    fc.oneof(
      controlText,
      fc.constantFrom(COOKIE, 'application/json', 'application/jsonl', 'admin', 'http://localhost'),
    ),
  ),
  body: fc.oneof(
    fc.uint8Array({ maxLength: 64 }),
    fc.json().map((json) => Buffer.from(json)),
  ),
});

test('in examples mode nothing throws, whatever is asked, and every answer is whole', async () => {
  const mock = createMock();
  await fc.assert(
    fc.asyncProperty(wild, async ({ method, path, query, headers, body }) => {
      const hasBody = method !== 'GET' && method !== 'HEAD';
      const request = new Request(`${ORIGIN}${path}?${new URLSearchParams(query)}`, {
        method,
        headers: { ...headers, ...withoutDelay(headers) },
        ...(hasBody && { body: Uint8Array.from(body) }),
      });
      const response = await mock.fetch(request);
      const text = await response.text();
      expect(response.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect([200, 201, 204, 207, 400, 401, 403, 404, 405, 413, 415, 429, 500, 501, 503]).toContain(
        response.status,
      );
      if (response.status >= 400 && method !== 'HEAD') expect(text).toContain('"correlation_id"');
      for (const [, value] of response.headers) expect(value).toMatch(/^[ -\xff]*$/);
    }),
    { numRuns: 400 },
  );
});

/** Live, at a moment that stands still. */
function createTwin(): Mock {
  return createMock({ mode: 'live', now: () => Date.UTC(2026, 2, 19, 12) });
}

function comparable(answer: Awaited<ReturnType<typeof callRest>>): unknown {
  const { status, value, error, context, headers } = answer;
  const served = headers.get('mock-example');
  return { status, value: JSON.stringify(value), error, context, served };
}

function errorsOf(value: unknown): unknown {
  return (value as { errors: unknown }).errors;
}

/** No generated request waits. */
function withoutDelay({ prefer = '' }: Readonly<Record<string, string>>): object {
  return prefer === '' ? {} : { prefer: prefer.replaceAll(/delay/gi, 'later') };
}

test('the operations the laws speak of are all there are', () => {
  expect(Object.keys(operations)).toEqual(['users.me', 'users.updateMe', 'users.profile']);
});
