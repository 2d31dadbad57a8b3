import { gzipSync } from 'node:zlib';
import { openRaw, toRawRequest } from '@portal/workspace/raw-http';
import { describe, expect, test } from 'vitest';
import { type ExpectedRefusal, expectRefusal } from '../support/expect-refusal.ts';
import {
  expectRefused,
  hostileTest,
  readUsernames,
  startMarkedPortal,
  toTitle,
} from '../support/hostile-portal.ts';
import type { TestPortal } from '../support/test-portal.ts';
import { toAnswer } from '../support/to-answer.ts';
import type { Answer } from '../support/transports.ts';

const MAX_BODY_SIZE = 16 * 1024;
const INVALID = { status: 400, error: 'Invalid request' };
const TOO_LARGE = { status: 413, error: 'Request too large' };
const NOT_JSON = { status: 415, error: 'Content type must be application/json' };

/** The ways an update comes in, and what its body is wrapped in there. */
const routes = [
  ['REST', '/v1/users/me/update', (body: string) => body],
  ['tRPC', '/trpc/users.updateMe', (body: string) => body],
  ['a tRPC batch', '/trpc/users.updateMe?batch=1', (body: string) => `{"0":${body}}`],
] as const;

const foreignTypes = [
  undefined,
  '',
  'text/plain',
  'text/plain;application/json',
  'text/plain; charset=application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  '*/*',
  'application/*',
  'json',
  'text/json',
  'application/jsonp',
  'application/x-json',
  'application/json-patch+json',
  'application/problem+json',
  'application/json, text/plain',
  'application/json text/plain',
  'application/json; charset=latin1',
  'application/json; charset=utf-16',
  'application/json; charset=utf-8; x=y',
  'application/json; x=y',
];

const notObjects = [
  '',
  ' ',
  'null',
  'true',
  '1',
  '"username"',
  '[]',
  '[{"username":"changed"}]',
  'username=changed',
  '{',
  '{"username":"changed"',
  '{"username":"changed"}}',
  '{"username":"changed"}{}',
  '{"username":"changed",}',
  "{'username':'changed'}",
  '{username:"changed"}',
  '{"username":NaN}',
  '{"username":"changed"}//',
  '\0{"username":"changed"}',
  '{"username":"changed"}\0',
  '{"username":"chan\nged"}',
  '\xef\xbb\xbf{"username":"changed"}',
  '\xff\xfe{\0"\0',
  '{"username":"changed","x":"\xff"}',
  '{"username":"changed","x":"\xc0\xaf"}',
  '{"username":"changed","x":"\xed\xa0\x80"}',
  '{"username":"changed","x":"\xf4\x90\x80\x80"}',
  '{"username":"changed","x":"\xe2\x82',
  '['.repeat(10_000),
  '{"x":'.repeat(3000),
  '['.repeat(8000) + ']'.repeat(8000),
];

/** Bodies that are objects, and what they say of the username when the unusual is read as RFC 8259 has it. */
const unusual = [
  ['a key twice is its last', '{"username":"first","username":"second"}', 'second'],
  ['a key in two spellings too', '{"username":"first","usern\\u0061me":"second"}', 'second'],
  ['a key that ends as null is not given', '{"username":"first","username":null}', 'viewer'],
  ['a key in another case is another', '{"Username":"first","USERNAME":"second"}', 'viewer'],
  ['a key with a NUL is another', '{"username\\u0000":"first"}', 'viewer'],
  ['an unknown key may nest', `{"x":${'['.repeat(8000)}${']'.repeat(8000)}}`, 'viewer'],
  ['so may objects', `{"x":${'{"x":'.repeat(2500)}1${'}'.repeat(2500)}}`, 'viewer'],
  ['a prototype is a key', '{"__proto__":{"username":"first"}}', 'viewer'],
  ['a constructor is a key', '{"constructor":{"prototype":{"username":"first"}}}', 'viewer'],
  ['beside others', '{"__proto__":{"x":1},"username":"second","toString":1}', 'second'],
  ['at any depth', `{"x":[{"y":{"__proto__":{"username":"first"}}}]}`, 'viewer'],
  ['null as a prototype', '{"__proto__":null,"hasOwnProperty":1,"username":"second"}', 'second'],
] as const;

const wrongUsernames = [
  ['"ab\\ud83d"', 'username contains invalid characters'],
  ['"\\udc00\\ud800ab"', 'username contains invalid characters'],
  ['"a\\u0000bc"', 'username contains invalid characters'],
  ['{"__proto__":{"length":5}}', 'username must be a string'],
  ['{"toString":"changed","length":7}', 'username must be a string'],
  ['["changed"]', 'username must be a string'],
  [`${'['.repeat(8000)}${']'.repeat(8000)}`, 'username must be a string'],
  [`"${'x'.repeat(16_000)}"`, 'username must be at most 32 characters'],
] as const;

describe.each(routes)('by %s', (_name, path, wrap) => {
  hostileTest.for(foreignTypes)('%j is no content type', async (type, { portal, cookie }) => {
    const headers = type === undefined ? {} : { 'content-type': type };
    const body = wrap('{"username":"changed"}');
    await expectUnchanged(portal, await post(portal, path, { cookie, headers, body }), NOT_JSON);
  });

  test.for([
    'application/json',
    'APPLICATION/JSON',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'application/json ; charset="utf-8"',
  ])('%s is the content type', async (type) => {
    await using portal = await startMarkedPortal();
    const { cookie } = portal;
    const headers = { 'content-type': type };
    const answer = await post(portal, path, { cookie, headers, body: wrap('{"username":"new"}') });
    expect(answer).toMatchObject({ status: 200, value: { user: { username: 'new' } } });
    expect(readUsernames(portal)).toEqual(['exampleuser', 'new']);
  });

  hostileTest.for(['gzip', 'deflate', 'br', 'zstd', 'identity, gzip'])(
    'a body in %s is refused',
    async (encoding, { portal, cookie }) => {
      const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
      const body = gzipSync(wrap('{"username":"changed"}'));
      await expectUnchanged(portal, await post(portal, path, { cookie, headers, body }), NOT_JSON);
    },
  );

  test.each([
    ['with a length', toWhole],
    ['in chunks', toChunks],
  ])('a body %s has 16 KiB and no byte more', async (_framing, toBody) => {
    await using portal = await startMarkedPortal();
    const { cookie } = portal;
    const over = toBody(wrap('{"username":"never"}').padEnd(MAX_BODY_SIZE + 1));
    await expectUnchanged(portal, await post(portal, path, { cookie, body: over }), TOO_LARGE);
    const full = toBody(wrap('{"username":"changed"}').padEnd(MAX_BODY_SIZE));
    expect(await post(portal, path, { cookie, body: full })).toHaveProperty('status', 200);
    expect(readUsernames(portal)).toEqual(['exampleuser', 'changed']);
  });

  hostileTest('a body without an end is cut off', async ({ portal, cookie }) => {
    const chunk = `400\r\n${' '.repeat(1024)}\r\n`;
    const text = toPost(path, [`Cookie: ${cookie}`, 'Transfer-Encoding: chunked'], chunk);
    await expectRefused(portal, text + chunk.repeat(16), TOO_LARGE);
  });

  hostileTest.for([MAX_BODY_SIZE + 1, 2 ** 30, Number.MAX_SAFE_INTEGER])(
    'a body declared to have %i bytes is refused unread',
    async (length, { portal, cookie }) => {
      const headers = [`Cookie: ${cookie}`, `Content-Length: ${length}`, 'Connection: close'];
      await expectRefused(portal, toPost(path, headers), TOO_LARGE);
    },
  );

  hostileTest.for(notObjects.map((text) => ({ text, title: toTitle(text) })))(
    '$title is an invalid request',
    async ({ text }, { portal, cookie }) => {
      const body = Buffer.from(wrap(text), 'latin1');
      await expectUnchanged(portal, await post(portal, path, { cookie, body }), INVALID);
    },
  );

  test('unusual objects are read as they are written', async () => {
    await using portal = await startMarkedPortal();
    const { cookie } = portal;
    const before = prototypeMembers();
    for (const [title, body, username] of unusual) {
      const { value } = await post(portal, path, { cookie, body: wrap(body) });
      expect(value, title).toMatchObject({ user: { username }, errors: null });
      expect(readUsernames(portal), title).toEqual(['exampleuser', username]);
      await post(portal, path, { cookie, body: wrap('{"username":"viewer"}') });
    }
    expect(prototypeMembers()).toEqual(before);
  });

  hostileTest.for(
    wrongUsernames.map(([text, message]) => ({ text, message, title: toTitle(text) })),
  )('the username $title: $message', async ({ text, message }, { portal, cookie }) => {
    const { value } = await post(portal, path, { cookie, body: wrap(`{"username":${text}}`) });
    const expected = { user: { username: 'viewer' }, errors: { username: message } };
    expect(value).toMatchObject(expected);
    expect(readUsernames(portal)).toEqual(['exampleuser', 'viewer']);
  });

  test.each([
    ['a body with a length', 'Content-Length: 1000', '{"username":'],
    ['chunks', 'Transfer-Encoding: chunked', '400\r\n{"username":'],
  ])('a client that leaves in the middle of %s is no bug', async (_body, framing, part) => {
    await using portal = await startMarkedPortal();
    const { cookie } = portal;
    {
      using connection = openRaw(portal.url);
      connection.write(toPost(path, [`Cookie: ${cookie}`, framing, 'Expect: 100-continue'], part));
      expect(await connection.read()).toMatchObject({ status: 100 });
    }
    const answered = () => portal.logs.filter(({ method }) => method === 'POST');
    await expect.poll(answered).toMatchObject([{ status: 400, error: 'invalid_request' }]);
    expect(portal.logs.filter(({ level }) => Number(level) > 30)).toEqual([]);
    expect(readUsernames(portal)).toEqual(['exampleuser', 'viewer']);
  });
});

hostileTest('nothing hostile was taken for a bug', ({ portal }) => {
  expect(portal.logs.filter(({ level }) => Number(level) > 30)).toEqual([]);
});

interface Post {
  readonly cookie: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | ReadableStream<Uint8Array>;
}

async function post(
  { url }: TestPortal,
  path: string,
  { cookie, headers = { 'content-type': 'application/json' }, body }: Post,
): Promise<Answer> {
  // Bytes, for which fetch makes up no content type.
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const init = { method: 'POST', headers: { cookie, ...headers }, body: bytes, duplex: 'half' };
  return toAnswer(await unwrapBatch(await fetch(url + path, init as RequestInit)));
}

/** A batch of one answers with a list of one. */
async function unwrapBatch(response: Response): Promise<Response> {
  const text = await response.text();
  if (!text.startsWith('[')) return new Response(text, response);
  const [answer] = JSON.parse(text);
  return new Response(JSON.stringify(answer), response);
}

/** The answer is this refusal, and no user has another name than before. */
async function expectUnchanged(
  portal: TestPortal,
  answer: Answer,
  expected: ExpectedRefusal,
): Promise<void> {
  expectRefusal(portal, answer, expected);
  expect(readUsernames(portal)).toEqual(['exampleuser', 'viewer']);
}

function toWhole(text: string): Uint8Array {
  return Buffer.from(text);
}

/** Sent without a length, in chunks. */
function toChunks(text: string): ReadableStream<Uint8Array> {
  return ReadableStream.from([Buffer.from(text.slice(0, 1000)), Buffer.from(text.slice(1000))]);
}

function toPost(path: string, headers: readonly string[], body = ''): string {
  const fixed = ['Host: portal.example', 'Content-Type: application/json'];
  return toRawRequest(`POST ${path} HTTP/1.1`, [...fixed, ...headers], body);
}

function prototypeMembers(): readonly PropertyKey[] {
  return [Object, Array, Function, String].flatMap(({ prototype }) => Reflect.ownKeys(prototype));
}
