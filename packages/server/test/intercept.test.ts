import { documentedPayloads, refuse } from '@portal/contract';
import { describe, expect, test } from 'vitest';
import {
  type Call,
  createPortalApp,
  type Interceptor,
  type PortalApp,
  type PortalAppOptions,
} from '../src/index.ts';
import { createFakeService } from './fake-service.ts';
import { toPost, VIEWER } from './test-trpc.ts';

const me = documentedPayloads['users.me'].payload;
const EXAMPLE = { id: 7 };

describe('a call that is intercepted', () => {
  const answerProfiles: Interceptor = {
    call: (_context, { id }, proceed) =>
      id === 'users.profile' ? { ok: true, value: { text: JSON.stringify(EXAMPLE) } } : proceed(),
  };

  test('is answered before the session and the schema, over REST', async () => {
    const app = createTestApp({ intercept: answerProfiles, authenticate: nobody });
    expect(await (await app.request('/v1/users/profile/a%20b')).json()).toEqual(EXAMPLE);
    expect((await app.request('/v1/users/me')).status).toBe(401);
  });

  test('is answered alike in a batch, whose other calls proceed', async () => {
    const app = createTestApp({ intercept: answerProfiles });
    const response = await app.request('/trpc/users.profile,users.me?batch=1');
    expect(await response.json()).toEqual([
      { result: { data: EXAMPLE } },
      { result: { data: me } },
    ]);
  });

  test('is known by its place, its id and its input as it was sent', async () => {
    const calls: Call[] = [];
    const intercept: Interceptor = {
      call(_context, call, proceed) {
        calls.push(call);
        return proceed();
      },
    };
    const app = createTestApp({ intercept });
    const input = encodeURIComponent('{"1":{"username":5}}');
    await app.request(`/trpc/users.me,users.profile?batch=1&input=${input}`);
    await app.request('/v1/users/profile/a%2Fb');
    await app.request('/v1/users/me/update', toPost('{'));
    expect(calls).toEqual([
      { index: 0, id: 'users.me', input: { ok: true, value: undefined } },
      { index: 1, id: 'users.profile', input: { ok: true, value: { username: 5 } } },
      { index: 0, id: 'users.profile', input: { ok: true, value: { username: 'a/b' } } },
      { index: 0, id: 'users.updateMe', input: { ok: true, value: undefined } },
    ]);
  });
});

describe('input that cannot be read', () => {
  const form = { method: 'POST', body: 'a=b' };
  const paths = ['/v1/users/me/update', '/trpc/users.updateMe', '/trpc/users.updateMe?batch=1'];

  test.each(paths)('is refused before it is intercepted: %s', async (path) => {
    const { intercept, calls } = recordRequests();
    const response = await createTestApp({ intercept }).request(path, form);
    expect([response.status, calls]).toEqual([415, []]);
  });

  test.each(paths)('is intercepted by a lenient app: %s', async (path) => {
    const { intercept, calls } = recordRequests();
    const app = createTestApp({ intercept, lenient: true });
    expect((await app.request(path, form)).status).toBe(415);
    const input = refuse({ code: 'unsupported_media_type' });
    expect(calls).toEqual([{ index: 0, id: 'users.updateMe', input }]);
  });
});

describe('a request that is intercepted', () => {
  test.each(['/v1/users/me', '/trpc/users.me,users.profile?batch=1'])(
    'runs none of its calls: %s',
    async (path) => {
      const reached = () => Promise.reject(new Error('reached'));
      const service = createFakeService({ 'users.me': reached, 'users.profile': reached });
      const { intercept } = recordRequests((context) => context.body('no', 501));
      const bugs: unknown[] = [];
      const reportBug = (_context: unknown, error: unknown) => void bugs.push(error);
      const response = await createTestApp({ intercept, service, reportBug }).request(path);
      expect([response.status, await response.text(), bugs]).toEqual([501, 'no', []]);
    },
  );
});

/** Keeps the calls of each request, and answers the request or lets it pass. */
function recordRequests(request: Interceptor['request'] = () => undefined) {
  const calls: Call[] = [];
  const intercept: Interceptor = {
    request(context, all) {
      calls.push(...all);
      return request(context, all);
    },
    call: (_context, _call, proceed) => proceed(),
  };
  return { intercept, calls };
}

const nobody = { session: () => refuse({ code: 'authentication_required' }) };

function createTestApp(options: Partial<PortalAppOptions>): PortalApp {
  return createPortalApp({
    service: createFakeService(),
    authenticate: { session: () => ({ ok: true, value: VIEWER }) },
    reportBug: () => undefined,
    ...options,
  });
}
