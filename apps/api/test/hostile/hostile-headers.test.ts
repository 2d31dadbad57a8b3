import { openRaw, sendRaw, toRawRequest } from '@portal/workspace/raw-http';
import { expect } from 'vitest';
import { expectRefused, hostileTest, PRIVATE_MARK } from '../support/hostile-portal.ts';

const INVALID = { status: 400, error: 'Invalid request' };
const TOO_LARGE = { status: 431, error: 'Request too large' };
const NO_SESSION = { status: 401, error: 'Authentication required' };
const JSON_TYPE = 'Content-Type: application/json';
const CHUNKED = 'Transfer-Encoding: chunked';

/** What each header of an update is replaced by, and the body that comes with it. */
const framings = [
  ['a length and chunks', ['Content-Length: 2', CHUNKED], '0\r\n\r\n'],
  ['chunks and a length', [CHUNKED, 'Content-Length: 4'], '0\r\n\r\n'],
  ['two equal lengths', ['Content-Length: 2', 'Content-Length: 2'], '{}'],
  ['two lengths', ['Content-Length: 2', 'Content-Length: 3'], '{}'],
  ['a list of lengths', ['Content-Length: 2, 2'], '{}'],
  ['a negative length', ['Content-Length: -2'], '{}'],
  ['a length with a plus', ['Content-Length: +2'], '{}'],
  ['a hexadecimal length', ['Content-Length: 0x2'], '{}'],
  ['a length with a space in it', ['Content-Length: 2 2'], '{}'],
  ['an empty length', ['Content-Length: '], '{}'],
  ['a length over 64 bits', [`Content-Length: ${'9'.repeat(24)}`], '{}'],
  ['an unknown coding', ['Transfer-Encoding: xchunked'], '0\r\n\r\n'],
  ['chunks that are not last', ['Transfer-Encoding: chunked, identity'], '0\r\n\r\n'],
  ['no coding', ['Transfer-Encoding: identity'], '0\r\n\r\n'],
  ['chunks twice', [CHUNKED, CHUNKED], '0\r\n\r\n'],
  ['two codings', [CHUNKED, 'Transfer-Encoding: identity'], '0\r\n\r\n'],
  ['a coding after a vertical tab', ['Transfer-Encoding: \x0bchunked'], '0\r\n\r\n'],
  ['a coding before a space and a colon', ['Transfer-Encoding : chunked'], '0\r\n\r\n'],
  ['a length before a space and a colon', ['Content-Length : 2'], '{}'],
  ['a folded line', ['X-Fold: one', ' two', 'Content-Length: 2'], '{}'],
  ['a line folded by a tab', ['X-Fold: one', '\ttwo', 'Content-Length: 2'], '{}'],
  ['a folded length', ['Content-Length:', ' 2'], '{}'],
  ['a bare line feed', ['X-Feed: one\nX-Two: two', 'Content-Length: 2'], '{}'],
  ['a bare carriage return', ['X-Return: one\rX-Two: two', 'Content-Length: 2'], '{}'],
  ['a bare line feed at the end', ['Content-Length: 2\n'], '{}'],
  ['a NUL in a name', ['X\0: one', 'Content-Length: 2'], '{}'],
  ['a NUL in a value', ['X: \0', 'Content-Length: 2'], '{}'],
  ['an escape in a value', ['User-Agent: \x1b[31m', 'Content-Length: 2'], '{}'],
  ['a line without a colon', ['X', 'Content-Length: 2'], '{}'],
  ['a header without a name', [': one', 'Content-Length: 2'], '{}'],
  ['a chunk size that is none', [CHUNKED], 'x\r\n{}\r\n0\r\n\r\n'],
  ['a negative chunk', [CHUNKED], '-2\r\n{}\r\n0\r\n\r\n'],
  ['a chunk size with a prefix', [CHUNKED], '0x2\r\n{}\r\n0\r\n\r\n'],
  ['a chunk size over 64 bits', [CHUNKED], `${'f'.repeat(18)}\r\n{}\r\n0\r\n\r\n`],
  ['a chunk longer than its size', [CHUNKED], '1\r\n{}\r\n0\r\n\r\n'],
  ['chunks ended by line feeds', [CHUNKED], '2\n{}\n0\n\n'],
  ['a line feed in a chunk extension', [CHUNKED], '2;x\n{}\r\n0\r\n\r\n'],
  ['a length in the trailer', [CHUNKED], '2\r\n{}\r\n0\r\nContent-Length: 5\r\n\r\n'],
] as const;

hostileTest.for(framings)(
  'an update with %s is refused, and no request after it is answered',
  async ([, headers, body], { portal, cookie }) => {
    const lines = [...ownHeaders(cookie), JSON_TYPE, ...headers];
    const attack = toRawRequest('POST /v1/users/me/update HTTP/1.1', lines, body);
    await expectRefused(portal, attack + toMe(cookie), INVALID);
  },
);

hostileTest('after a body in sound chunks comes the next request', async ({ portal, cookie }) => {
  const lines = [...ownHeaders(cookie), JSON_TYPE, CHUNKED];
  const body = '1;extension=1\r\n{\r\n1\r\n}\r\n0\r\n\r\n';
  const update = toRawRequest('POST /v1/users/me/update HTTP/1.1', lines, body);
  const answers = await sendRaw(portal.url, update + toMe(cookie));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
});

hostileTest('the body of a GET is not read as the next request', async ({ portal, cookie }) => {
  const hidden = toRawRequest('GET /v1/users/profile/viewer HTTP/1.1', ownHeaders(cookie));
  const headers = [...ownHeaders(cookie), `Content-Length: ${hidden.length}`];
  const visible = toRawRequest('GET /v1/users/profile/exampleuser HTTP/1.1', headers, hidden);
  const answers = await sendRaw(portal.url, visible + toMe(cookie));
  expect(answers.map(({ body }) => JSON.parse(body).username)).toEqual(['exampleuser', 'viewer']);
});

// Node drops what came with such a request, and reads on in the middle of what follows.
hostileTest('a request for another protocol is the last one heard', async ({ portal, cookie }) => {
  using connection = openRaw(portal.url);
  const upgrade = [...ownHeaders(cookie), 'Connection: Upgrade', 'Upgrade: h2c'];
  const dropped = toRawRequest('POST /v1/users/me/update HTTP/1.1', ['Content-Length: 999']);
  connection.write(toRawRequest('GET /v1/users/me HTTP/1.1', upgrade) + dropped);
  const answer = await connection.read();
  expect(answer).toMatchObject({ status: 200 });
  expect(answer?.headers.get('connection')).toBe('close');
  connection.write(toMe(cookie));
  expect(await connection.read()).toBeUndefined();
});

hostileTest.for(['Host: portal.example', JSON_TYPE, 'Origin: http://portal.example'])(
  '%s twice is refused, equal as they are',
  async (header, { portal, cookie }) => {
    const others = [`Cookie: ${cookie}`, 'Content-Length: 2', 'Connection: close'];
    const sound = [...new Set(['Host: portal.example', JSON_TYPE, header]), ...others];
    const twice = [...sound, header.toUpperCase()];
    const text = toRawRequest('POST /v1/users/me/update HTTP/1.1', sound, '{}');
    expect(await sendRaw(portal.url, text)).toMatchObject([{ status: 200 }]);
    await expectRefused(portal, text.replace(sound.join('\r\n'), twice.join('\r\n')), INVALID);
  },
);

const twoCookies = [
  ['in one header', (cookie: string) => [`Cookie: ${cookie}; ${cookie}`]],
  ['in two headers', (cookie: string) => [`Cookie: ${cookie}`, `Cookie: ${cookie}`]],
  ['of which the first is foreign', (cookie: string) => [`Cookie: psession=evil; ${cookie}`]],
  ['of which the last is foreign', (cookie: string) => [`Cookie: ${cookie}; psession=evil`]],
  ['of which one is empty', (cookie: string) => ['Cookie: psession=', `Cookie: ${cookie}`]],
] as const;

hostileTest.for(
  twoCookies.flatMap(([title, toHeaders]) => {
    return ['/v1/users/me', '/trpc/users.me'].map((path) => ({ title, toHeaders, path }));
  }),
)('two session cookies $title are no session at $path', async (attack, { portal, cookie }) => {
  const { path, toHeaders } = attack;
  const headers = ['Host: portal.example', ...toHeaders(cookie), 'Connection: close'];
  await expectRefused(portal, toRawRequest(`GET ${path} HTTP/1.1`, headers), NO_SESSION);
});

hostileTest('cookies of other names do no harm', async ({ portal, cookie }) => {
  const cookies = `a=1; Psession=x; psession2=y; __proto__=z; ;; =; ${cookie}; b="q"`;
  const headers = ['Host: portal.example', `Cookie: ${cookies}`, 'Connection: close'];
  const [answer] = await sendRaw(portal.url, toRawRequest('GET /v1/users/me HTTP/1.1', headers));
  expect(answer).toMatchObject({ status: 200, body: expect.stringContaining(PRIVATE_MARK) });
});

const oversized = [
  ['a long header', [`X-Long: ${'x'.repeat(17_000)}`]],
  ['a long cookie', [`Cookie: ${'x'.repeat(17_000)}`]],
  ['many headers', Array.from({ length: 50 }, (_, at) => `X-${at}: ${'x'.repeat(400)}`)],
  ['many empty headers', Array.from({ length: 4500 }, () => 'X:')],
] as const;

hostileTest.for(oversized)(
  '%s over 16 KiB: refused as too large',
  async ([, headers], { portal, cookie }) => {
    const text = toRawRequest('GET /v1/users/me HTTP/1.1', [...ownHeaders(cookie), ...headers]);
    await expectRefused(portal, text + toMe(cookie), TOO_LARGE);
  },
);

hostileTest('a trailer over 16 KiB is refused', async ({ portal, cookie }) => {
  const headers = [...ownHeaders(cookie), JSON_TYPE, CHUNKED];
  const body = `2\r\n{}\r\n0\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`;
  const text = toRawRequest('POST /v1/users/me/update HTTP/1.1', headers, body);
  await expectRefused(portal, text + toMe(cookie), TOO_LARGE);
});

hostileTest('a client that asks may continue, and is answered', async ({ portal, cookie }) => {
  using connection = openRaw(portal.url);
  const headers = [...ownHeaders(cookie), JSON_TYPE, 'Content-Length: 2', 'Expect: 100-continue'];
  connection.write(toRawRequest('POST /v1/users/me/update HTTP/1.1', headers));
  expect(await connection.read()).toMatchObject({ status: 100 });
  connection.write('{}');
  expect(await connection.read()).toMatchObject({ status: 200 });
});

hostileTest('any other expectation is left unheard', async ({ portal, cookie }) => {
  const headers = [...ownHeaders(cookie), 'Expect: the-unexpected', 'Connection: close'];
  const answers = await sendRaw(portal.url, toRawRequest('GET /v1/users/me HTTP/1.1', headers));
  expect(answers).toMatchObject([{ status: 200, body: expect.stringContaining(PRIVATE_MARK) }]);
});

hostileTest.for(['websocket', 'h2c', 'TLS/1.0'])(
  'an upgrade to %s is answered as a plain request',
  async (protocol, { portal, cookie }) => {
    const headers = [...ownHeaders(cookie), 'Connection: Upgrade, close', `Upgrade: ${protocol}`];
    const answers = await sendRaw(portal.url, toRawRequest('GET /v1/users/me HTTP/1.1', headers));
    expect(answers).toMatchObject([{ status: 200, body: expect.stringContaining(PRIVATE_MARK) }]);
  },
);

hostileTest('headers named like members of every object do no harm', async ({ portal, cookie }) => {
  const headers = [...ownHeaders(cookie), '__proto__: x', 'constructor: y', 'Connection: close'];
  const answers = await sendRaw(portal.url, toRawRequest('GET /v1/users/me HTTP/1.1', headers));
  expect(answers).toMatchObject([{ status: 200 }]);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

hostileTest('nothing hostile was taken for a bug', ({ portal }) => {
  expect(portal.logs.filter(({ level }) => Number(level) > 30)).toEqual([]);
});

function ownHeaders(cookie: string): readonly string[] {
  return ['Host: portal.example', `Cookie: ${cookie}`];
}

/** A request that would be answered with the viewer's own data, and end the connection. */
function toMe(cookie: string): string {
  return toRawRequest('GET /v1/users/me HTTP/1.1', [...ownHeaders(cookie), 'Connection: close']);
}
