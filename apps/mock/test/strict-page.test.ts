import { bundleForBrowsers } from '@portal/workspace/bundle-for-browsers';
import { launchChromium, openUser } from '@portal/workspace/chromium';
import { serveLocally } from '@portal/workspace/serve-locally';
import { expect, test } from 'vitest';

const PROGRAM = `
  import { createMock } from '@portal/mocks';
  const violations = [];
  addEventListener('securitypolicyviolation', ({ blockedURI }) => violations.push(blockedURI));
  const mock = createMock({ mode: 'live' });
  const headers = { 'content-type': 'application/json' };
  const body = '{"username":"somebody"}';
  const asked = [
    ['/v1/users/me/update', { method: 'POST', headers, body }],
    ['/trpc/users.updateMe', { method: 'POST', headers, body }],
    ['/v1/users/profile/somebody'],
    ['/trpc/users.me'],
  ];
  const statuses = [];
  for (const [path, init] of asked) {
    const request = new Request('http://portal.test' + path, init);
    statuses.push((await mock.fetch(request, 'psession=any')).status);
  }
  setTimeout(() => { document.title = JSON.stringify({ statuses, violations }); });
`;

test('a page whose policy forbids eval runs the mock, and reports no violation', async () => {
  const { code } = await bundleForBrowsers(PROGRAM, import.meta.dirname);
  await using server = await serveLocally((request, response) => {
    const isPage = request.url === '/';
    response
      .writeHead(200, {
        'Content-Type': isPage ? 'text/html' : 'text/javascript',
        'Content-Security-Policy': "default-src 'self'",
      })
      .end(
        isPage
          ? '<link rel="icon" href="/icon.svg"><script type="module" src="/app.js"></script>'
          : code,
      );
  });
  await using browser = await launchChromium();
  await using user = await openUser(browser);
  const page = await user.open(server.url);
  await page.waitForFunction(() => document.title !== '');
  expect(JSON.parse(await page.title())).toEqual({
    statuses: [200, 200, 200, 200],
    violations: [],
  });
});
