import { sendRaw, toRawRequest } from '@portal/workspace/raw-http';
import { expect } from 'vitest';
import type { ExpectedRefusal } from '../support/expect-refusal.ts';
import { expectRefused, hostileTest, PRIVATE_MARK, toTitle } from '../support/hostile-portal.ts';

const INVALID = { status: 400, error: 'Invalid request' };
const NO_ROUTE = { status: 404, error: 'Not found' };
const NO_USER = { status: 404, error: 'User not found' };
const TOO_LARGE = { status: 431, error: 'Request too large' };

/** What reads differently to different readers is refused; the rest is read one way, as a route or a name. */
const targets = [
  ['http://portal.example/v1/users/me', INVALID],
  ['HTTPS://PORTAL.EXAMPLE/v1/users/me', INVALID],
  ['http://user:password@portal.example/v1/users/me', INVALID],
  ['*', INVALID],
  ['', INVALID],
  ['?', INVALID],
  ['v1/users/me', INVALID],
  ['./v1/users/me', INVALID],
  ['@portal.example/v1/users/me', INVALID],
  ['//v1/users/me', INVALID],
  ['//portal.example/v1/users/me', INVALID],
  ['/v1//users/me', INVALID],
  ['/v1/users//me', INVALID],
  ['/v1/users/./me', INVALID],
  ['/v1/users/%2e/me', INVALID],
  ['/v1/users/profile/../me', INVALID],
  ['/v1/users/profile/%2e%2e/me', INVALID],
  ['/v1/users/profile/%2E%2E/me', INVALID],
  ['/v1/users/profile/.%2e/me', INVALID],
  ['/v1/users/profile/%2e./me', INVALID],
  ['/v1/users/profile/exampleuser/../../me', INVALID],
  ['/v1/users/profile/..', INVALID],
  ['/v1/users/profile/..?x', INVALID],
  ['/trpc/../v1/users/me', INVALID],
  ['/trpc//users.me', INVALID],
  ['/v1/users/profile/..%2fme', NO_USER],
  ['/v1/users/profile/%2e%2e%2fme', NO_USER],
  ['/v1/users/profile/%2E%2E%2Fme', NO_USER],
  ['/v1/users/profile/me%2fupdate', NO_USER],
  ['/v1/users/profile/%5c..%5cme', NO_USER],
  ['/v1/users/profile/..%5cme', NO_USER],
  ['/v1/users%2fme', NO_ROUTE],
  ['/v1%2fusers%2fme', NO_ROUTE],
  ['/v1\\users\\me', INVALID],
  ['/v1/users/profile/..\\me', INVALID],
  ['/v1/users/profile/%00', NO_USER],
  ['/v1/users/profile/exampleuser%00', NO_USER],
  ['/v1/users/profile/exampleuser%20', NO_USER],
  ['/v1/users/profile/exampleuser%0d%0aX:%20y', NO_USER],
  ['/v1/users/profile/%ff', INVALID],
  ['/v1/users/profile/%C0%AE%C0%AE/me', INVALID],
  ['/v1/users/profile/%C0%AE', INVALID],
  ['/v1/users/profile/%ED%A0%80', INVALID],
  ['/v1/users/profile/%', INVALID],
  ['/v1/users/profile/%2', INVALID],
  ['/v1/users/profile/%zz', INVALID],
  ['/v1/users/profile/%u0041', INVALID],
  ['/v1/users/profile/%252e%252e%252fme', NO_USER],
  ['/v1/users/profile/ex%2561mpleuser', NO_USER],
  ['/v1/users/profile/%252e%252e/me', NO_ROUTE],
  ['/v1/users/%256de', NO_ROUTE],
  ['/v1/users/me#fragment', INVALID],
  ['/v1/users/me%23', NO_ROUTE],
  ['/v1/users/me%3f', NO_ROUTE],
  ['/v1/users/\x01me', INVALID],
  ['/v1/users/me\x7f', INVALID],
  ['/v1/users/me\0', INVALID],
  ['/v1/users/me\x80', INVALID],
  ['/v1/users/profile/\xc3\xa9', INVALID],
  ['/v1/users/me?\xc3\xa9', INVALID],
  ['/v1/users/profile/{username}', INVALID],
  ['/v1/users/profile/<script>', INVALID],
  ['/v1/users/profile/"', INVALID],
  ['/v1/users/profile/|', INVALID],
  ['/v1/users/profile/:username', NO_USER],
  ['/v1/users/profile/*', NO_USER],
  ['/v1/users/profile/me', NO_USER],
  ['/v1/users/profile', NO_ROUTE],
  ['/v1/users/profile/', NO_ROUTE],
  ['/v1/users/profile/exampleuser/', NO_ROUTE],
  ['/v1/users/me/', NO_ROUTE],
  ['/v1/users/me/x', NO_ROUTE],
  ['/v1/users/me.css', NO_ROUTE],
  ['/v1/users/me;x=1', NO_ROUTE],
  ['/v1/users;x/me', NO_ROUTE],
  ['/v1/users/ME', NO_ROUTE],
  ['/V1/users/me', NO_ROUTE],
  ['/trpc', NO_ROUTE],
  ['/trpc/', NO_ROUTE],
  ['/trpc/users', NO_ROUTE],
  ['/trpc/users/me', NO_ROUTE],
  ['/trpc/users.me;x', NO_ROUTE],
  ['/trpc/users.me%00', NO_ROUTE],
  ['/trpc/users.__proto__', NO_ROUTE],
  ['/trpc/__proto__', NO_ROUTE],
  ['/trpc/constructor', NO_ROUTE],
  [`/v1/users/profile/${'a'.repeat(8000)}`, NO_USER],
  [`/v1/users/profile/${'a'.repeat(20_000)}`, TOO_LARGE],
  [`/v1/users/me?${'a'.repeat(20_000)}`, TOO_LARGE],
] as const;

hostileTest.for(targets.map(toCase))(
  'the target $title is answered $expected.status $expected.error',
  async ({ text, expected }, { portal, cookie }) => {
    await expectRefused(portal, toGet(`GET ${text} HTTP/1.1`, cookie), expected);
  },
);

const NOT_ALLOWED = { status: 405, error: 'Method not allowed' };

const lines = [
  ['GET\t/v1/users/me\tHTTP/1.1', INVALID],
  ['GET /v1/users/me\tHTTP/1.1', INVALID],
  [' GET /v1/users/me HTTP/1.1', INVALID],
  ['GET /v1/users/me HTTP/1.1 ', INVALID],
  ['GET /v1/users/me x HTTP/1.1', INVALID],
  ['GET', INVALID],
  ['GET /v1/users/me', INVALID],
  ['GET /v1/users/me HTTP/0.9', INVALID],
  ['GET /v1/users/me HTTP/1.2', INVALID],
  ['GET /v1/users/me HTTP/2.0', INVALID],
  ['GET /v1/users/me HTTP/3.0', INVALID],
  ['GET /v1/users/me HTTP/11', INVALID],
  ['GET /v1/users/me http/1.1', INVALID],
  ['GET /v1/users/me HTTPS/1.1', INVALID],
  ['PRI * HTTP/2.0', INVALID],
  ['\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03', INVALID],
  ['get /v1/users/me HTTP/1.1', INVALID],
  ['G\xc3\x89T /v1/users/me HTTP/1.1', INVALID],
  ['FETCH /v1/users/me HTTP/1.1', INVALID],
  ['CONNECT portal.example:443 HTTP/1.1', INVALID],
  ['CONNECT /v1/users/me HTTP/1.1', INVALID],
  ['OPTIONS * HTTP/1.1', INVALID],
  ['PURGE /nothing HTTP/1.1', NO_ROUTE],
] as const;

hostileTest.for(lines.map(toCase))(
  'the request line $title is answered $expected.status $expected.error',
  async ({ text, expected }, { portal, cookie }) => {
    await expectRefused(portal, toGet(text, cookie), expected);
  },
);

const methods = [
  ['TRACE', '/v1/users/me', 'GET, HEAD'],
  ['POST', '/v1/users/me', 'GET, HEAD'],
  ['DELETE', '/v1/users/me', 'GET, HEAD'],
  ['PROPFIND', '/v1/users/me', 'GET, HEAD'],
  ['QUERY', '/v1/users/profile/exampleuser', 'GET, HEAD'],
  ['GET', '/v1/users/me/update', 'POST'],
  ['PUT', '/v1/users/me/update', 'POST'],
  ['TRACE', '/trpc/users.me', 'GET, HEAD'],
  ['PATCH', '/trpc/users.updateMe', 'POST'],
  ['GET', '/trpc/users.updateMe', 'POST'],
  ['PUT', '/healthz', 'GET, HEAD'],
  ['DELETE', '/readyz', 'GET, HEAD'],
] as const;

hostileTest.for(methods)(
  '%s %s is told to use %s',
  async ([method, target, allow], { portal, cookie }) => {
    const text = toGet(`${method} ${target} HTTP/1.1`, cookie);
    const answer = await expectRefused(portal, text, NOT_ALLOWED);
    expect(answer.headers.get('allow')).toBe(allow);
  },
);

const badHosts = [
  [],
  ['Host:'],
  ['Host: portal.example', 'Host: portal.example'],
  ['Host: portal.example', 'hOST: other.example'],
  ['Host: portal example'],
  ['Host: portal.example/v1/users/me?'],
  ['Host: user@portal.example'],
  ['Host: user:password@portal.example'],
  ['Host: portal.example?'],
  ['Host: portal.example#'],
  ['Host: portal.example\\'],
  ['Host: <portal>'],
  ['Host: port%61l.example'],
  ['Host: p\xf6rtal.example'],
  ['Host: portal.example\0'],
  ['Host: [::1'],
  ['Host: [::1%25eth0]'],
  ['Host: portal.example:port'],
  ['Host: portal.example:99999'],
  ['Host: 1.2.3.999'],
  ['Host: 1.2.3.4.5'],
  ['Host: 999999999999'],
  ['Host: portal.1'],
] as const;

hostileTest.for(badHosts.map((hosts) => ({ hosts, title: toTitle(hosts.join(', ')) })))(
  'a request with $title as Host is refused on both transports',
  async ({ hosts }, { portal, cookie }) => {
    for (const path of ['/v1/users/me', '/trpc/users.me']) {
      const headers = [...hosts, `Cookie: ${cookie}`, 'Connection: close'];
      await expectRefused(portal, toRawRequest(`GET ${path} HTTP/1.1`, headers), INVALID);
    }
  },
);

hostileTest.for([
  'portal.example',
  'portal.example:80',
  'portal.example:8443',
  'PORTAL.example',
  '127.0.0.1',
  // Equal by RFC 3986, section 6.2.3: a port may be empty.
  'portal.example:',
  '[::1]',
  '[::1]:8443',
  '[0:0:0:0:0:0:0:1]:8443',
])('the host %s is served on both transports', async (host, { portal, cookie }) => {
  for (const path of ['/v1/users/me', '/trpc/users.me']) {
    const headers = [`Host: ${host}`, `Cookie: ${cookie}`, 'Connection: close'];
    const answers = await sendRaw(portal.url, toRawRequest(`GET ${path} HTTP/1.1`, headers));
    expect(answers).toMatchObject([{ status: 200, body: expect.stringContaining(PRIVATE_MARK) }]);
  }
});

// Equivalent by RFC 3986, section 6.2.2.2: an encoded unreserved character is that character.
hostileTest.for([
  '/v1/users/profile/exampleuser',
  '/v1/users/profile/ex%61mpleuser',
  '/v1/users/profile/%65%78%61%6d%70%6c%65%75%73%65%72',
  '/v1/users/profile/exampleuser?username=viewer',
  '/v1/users/profile/exampleuser?x=%zz&y=\\',
])('%s reaches the profile it names', async (target, { portal, cookie }) => {
  const [answer] = await sendRaw(portal.url, toGet(`GET ${target} HTTP/1.1`, cookie));
  expect(JSON.parse(answer?.body ?? '')).toMatchObject({ username: 'exampleuser' });
});

hostileTest.for([
  '/v1/users/me',
  '/v1/users/%6de',
  '/v1/users/me?',
  '/v1/users/me?/v1/users/profile/exampleuser',
  '/trpc/users.me',
  '/trpc/users%2eme',
])('%s reaches the current user', async (target, { portal, cookie }) => {
  const answers = await sendRaw(portal.url, toGet(`GET ${target} HTTP/1.1`, cookie));
  expect(answers).toMatchObject([{ status: 200, body: expect.stringContaining(PRIVATE_MARK) }]);
});

// Load balancers check health so: `Host` is required of HTTP/1.1 alone (RFC 9112, section 3.2).
hostileTest('HTTP/1.0 without a host is served', async ({ portal }) => {
  const answers = await sendRaw(portal.url, 'GET /healthz HTTP/1.0\r\n\r\n');
  expect(answers).toMatchObject([{ status: 200, body: '{"status":"ok"}' }]);
});

hostileTest('HTTP/1.0 is served, and its connection ended', async ({ portal, cookie }) => {
  const headers = ['Host: portal.example', `Cookie: ${cookie}`];
  const answers = await sendRaw(portal.url, toRawRequest('GET /v1/users/me HTTP/1.0', headers));
  expect(answers).toMatchObject([{ status: 200, body: expect.stringContaining(PRIVATE_MARK) }]);
});

hostileTest('nothing hostile was taken for a bug', ({ portal }) => {
  expect(portal.logs.filter(({ level }) => Number(level) > 30)).toEqual([]);
});

function toCase([text, expected]: readonly [string, ExpectedRefusal]) {
  return { text, expected, title: toTitle(text) };
}

function toGet(line: string, cookie: string): string {
  return toRawRequest(line, ['Host: portal.example', `Cookie: ${cookie}`, 'Connection: close']);
}
