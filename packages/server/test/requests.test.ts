import { openRaw, sendRaw, toRawRequest } from '@portal/workspace/raw-http';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { abortOnError } from '../src/abort-on-error.ts';
import { SECURITY_HEADERS } from '../src/security-headers.ts';
import { startTestServer } from './test-server.ts';

const HOST = 'Host: portal.example';
const CLOSE = 'Connection: close';

const app = new Hono();
app.get('/text', (c) => c.text('text'));
app.get('/url', (c) => c.text(c.req.url));
app.post('/length', async (c) => c.text(String((await c.req.arrayBuffer()).byteLength)));
app.post('/unread', (c) => c.text('enough', 413));
app.get('/thrown', () => {
  // biome-ignore lint/style/useThrowOnlyError: it is no Error on purpose
  throw null;
});

test.each([
  ['HTTP/1.0 without a host', 'GET /url HTTP/1.0', [], 'http://localhost/url'],
  ['HTTP/1.0 with a host', 'GET /url HTTP/1.0', [HOST], 'http://portal.example/url'],
  [
    'a host with an empty port',
    'GET /url HTTP/1.1',
    [`${HOST}:`, CLOSE],
    'http://portal.example/url',
  ],
  [
    'an IPv6 host in long form',
    'GET /url HTTP/1.1',
    ['Host: [0:0:0:0:0:0:0:1]:1', CLOSE],
    'http://[::1]:1/url',
  ],
  ['an expectation of its own', 'GET /text HTTP/1.1', [HOST, CLOSE, 'Expect: a surprise'], 'text'],
  ['an upgrade', 'GET /text HTTP/1.1', [HOST, 'Connection: Upgrade', 'Upgrade: h2c'], 'text'],
] as const)('a request with %s is served', async (...[, line, headers, body]) => {
  await using server = await startTestServer(app);
  const answers = await sendRaw(server.url, toRawRequest(line, headers));
  expect(answers).toMatchObject([{ status: 200, body }]);
});

test.each([
  ['no host', 'GET /text HTTP/1.1', [], 'Missing host header'],
  ['an empty host', 'GET /text HTTP/1.1', ['Host:'], 'Missing host header'],
  ['a host that is a number', 'GET /text HTTP/1.1', ['Host: 1.2.3.999'], 'Invalid host header'],
  ['a host that is a user', 'POST /length HTTP/1.1', ['Host: a@b'], 'Invalid host header'],
  ['a target that is none', 'GET * HTTP/1.1', [HOST], 'Invalid URL'],
  ['a backslash', 'GET /a\\b HTTP/1.1', [HOST], 'Backslash in request path'],
] as const)(
  'a request with %s gets an error of the contract',
  async (...[, line, headers, cause]) => {
    await using server = await startTestServer(app);
    const [answer] = await sendRaw(server.url, toRawRequest(line, [...headers, CLOSE]));
    const correlation_id = answer?.headers.get('x-correlation-id');
    expect(JSON.parse(answer?.body ?? '')).toEqual({ error: 'Invalid request', correlation_id });
    expect(answer?.status).toBe(400);
    expect(answer?.headers.get('content-type')).toBe('application/json');
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      expect(answer?.headers.get(name)).toBe(value);
    }
    expect(server.logs).toEqual([{ correlation_id, status: 400, cause: `RequestError: ${cause}` }]);
    expect(server.rejections).toEqual(['unreadable_host']);
  },
);

test('something thrown that is no error is a bug', async () => {
  await using server = await startTestServer(app);
  const response = await fetch(`${server.url}/thrown`);
  const correlation_id = response.headers.get('x-correlation-id');
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ error: 'Internal server error', correlation_id });
  expect(server.logs).toEqual([{ correlation_id, status: 500, err: null, message: 'bug' }]);
});

test('HEAD is answered without a body, and after it comes the next request', async () => {
  await using server = await startTestServer(app);
  const head = toRawRequest('HEAD /text HTTP/1.1', [HOST]);
  const answers = await sendRaw(
    server.url,
    head + toRawRequest('GET /text HTTP/1.1', [HOST, CLOSE]),
  );
  expect(answers.map(({ status, body }) => [status, body])).toEqual([
    [200, ''],
    [200, 'text'],
  ]);
});

test('a body in chunks is read, and after it the next request', async () => {
  await using server = await startTestServer(app);
  const chunked = toRawRequest('POST /length HTTP/1.1', [HOST, 'Transfer-Encoding: chunked']);
  const next = toRawRequest('GET /text HTTP/1.1', [HOST, CLOSE]);
  const answers = await sendRaw(server.url, `${chunked}1\r\n{\r\n1\r\n}\r\n0\r\n\r\n${next}`);
  expect(answers.map(({ body }) => body)).toEqual(['2', 'text']);
});

test('a client that waits to be told to continue is told so', async () => {
  await using server = await startTestServer(app);
  using connection = openRaw(server.url);
  const headers = [HOST, 'Content-Length: 2', 'Expect: 100-continue'];
  connection.write(toRawRequest('POST /length HTTP/1.1', headers));
  expect(await connection.read()).toMatchObject({ status: 100 });
  connection.write('{}');
  expect(await connection.read()).toMatchObject({ status: 200, body: '2' });
});

test.each([
  ['GET /text', 'text'],
  ['GET /nothing', '404 Not Found'],
  ['POST /unread', 'enough'],
])(
  'the connection of a %s whose body is never sent ends after the response',
  async (line, body) => {
    await using server = await startTestServer(app, { requestTimeoutMs: 60_000 });
    const text = toRawRequest(`${line} HTTP/1.1`, [HOST, 'Content-Length: 100']);
    expect(await sendRaw(server.url, `${text}{`)).toMatchObject([{ body }]);
  },
);

test('a body that comes after the response, and in time, leaves the connection open', async () => {
  await using server = await startTestServer(app);
  using connection = openRaw(server.url);
  for (const line of ['GET /text', 'POST /unread']) {
    connection.write(`${toRawRequest(`${line} HTTP/1.1`, [HOST, 'Content-Length: 2'])}{`);
    expect(await connection.read()).toBeDefined();
    connection.write(`}${toRawRequest('GET /text HTTP/1.1', [HOST])}`);
    expect(await connection.read()).toMatchObject({ status: 200, body: 'text' });
  }
});

test('a connection ends after its last request, and what follows gets no answer', async () => {
  await using server = await startTestServer(app, { maxRequestsPerConnection: 3 });
  const answers = await sendRaw(server.url, toRawRequest('GET /text HTTP/1.1', [HOST]).repeat(5));
  expect(answers.map(({ headers }) => headers.get('connection'))).toEqual([
    'keep-alive',
    'keep-alive',
    'close',
  ]);
});

test('a response that fails midway breaks the connection off and writes nothing to the console', async () => {
  const errors: unknown[] = [];
  const failing = new Hono<{ Bindings: { outgoing: { destroy(): unknown } } }>();
  failing.get('/:chunks', (c) => {
    let left = Number(c.req.param('chunks'));
    const stream = new ReadableStream<Uint8Array>({
      async pull(controller) {
        left -= 1;
        await new Promise((resolve) => setImmediate(resolve));
        if (left < 0) throw new Error('the source failed');
        controller.enqueue(Buffer.from('chunk'));
      },
    });
    return c.body(abortOnError(stream, c.env.outgoing, (error) => void errors.push(error)));
  });
  await using server = await startTestServer(failing as unknown as Hono);
  for (const chunks of [0, 1, 3]) {
    const whole = fetch(`${server.url}/${chunks}`).then((response) => response.text());
    await expect(whole).rejects.toThrow();
  }
  expect(errors).toEqual(Array(3).fill(new Error('the source failed')));
  expect(server.logs).toEqual([]);
});
