import { documentedPayloads, MAX_BATCH_SIZE } from '@portal/contract';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { createMock, type Mock } from '../src/create-mock.ts';
import { COOKIE, post, type Received, send } from './send.ts';
import { linkedClients } from './trpc-links.ts';

const input = { username: 'exampleuser' };
const me = documentedPayloads['users.me'].payload;
const profile = documentedPayloads['users.profile'].payload;

describe.each(linkedClients)('a typed client with %s', (link, create) => {
  test('gets the documented payloads, all at once', async () => {
    const { users } = create(createMock());
    const { payload } = documentedPayloads['users.updateMe'];
    const answers = await Promise.all([
      users.me.query(),
      users.profile.query(input),
      users.updateMe.mutate({ username: 'newname' }),
    ]);
    expect(JSON.stringify(answers)).toBe(JSON.stringify([me, profile, payload]));
  });

  test('gets per-field errors as values', async () => {
    const { users } = create(createMock());
    const { errors } = await users.updateMe.mutate({ username: 'ab' });
    expect(errors).toEqual({ username: 'username must be at least 3 characters' });
  });

  test('gets an error with its sentence, status and correlation id', async () => {
    const ids: (string | null)[] = [];
    const { users } = create(createMock(), {
      headers: {},
      onResponse: ({ headers }) => void ids.push(headers.get('x-correlation-id')),
    });
    const error = await users.me.query().catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      message: 'Authentication required',
      data: { code: 'UNAUTHORIZED', httpStatus: 401, correlation_id: ids[0] },
    });
  });

  test('has one procedure of several chosen, and the others as they are', async () => {
    const served: (string | null)[] = [];
    const headers = { cookie: COOKIE, 'mock-example': 'users.profile=not-found' };
    const { users } = create(createMock(), {
      headers,
      onResponse: (response) => void served.push(response.headers.get('mock-example')),
    });
    const [self, target, twice] = await Promise.allSettled([
      users.me.query(),
      users.profile.query(input),
      users.me.query(),
    ]);
    expect(self).toEqual({ status: 'fulfilled', value: me });
    expect(target).toMatchObject({ status: 'rejected', reason: { message: 'User not found' } });
    expect(twice).toEqual(self);
    const [first, second] = ['users.me/200/documented', 'users.profile/404/not-found'];
    expect(served.sort()).toEqual(
      link === 'httpLink' ? [first, first, second] : [`${first}, ${second}, ${first}`],
    );
  });

  test('reads back its own update in live mode', async () => {
    const { users } = create(createMock({ mode: 'live' }));
    await users.updateMe.mutate({ username: 'somebody' });
    const [self, target] = await Promise.all([
      users.me.query(),
      users.profile.query({ username: 'somebody' }),
    ]);
    expect([self.username, target.id]).toEqual(['somebody', 42]);
  });

  test('gets every example of a bug as the error it is', async () => {
    const { users } = create(createMock(), {
      headers: { cookie: COOKIE, 'mock-example': 'users.me=internal-error' },
    });
    const [self, target] = await Promise.allSettled([users.me.query(), users.profile.query(input)]);
    expect(self).toMatchObject({ reason: { message: 'Internal server error' } });
    expect(target).toMatchObject({ value: profile });
  });
});

test('the client knows what the mock serves by type', async () => {
  const [, create] = linkedClients[0] ?? [];
  if (create === undefined) throw new Error('there is no link');
  const { users } = create(createMock());
  expectTypeOf(await users.me.query()).toHaveProperty('linked_platforms');
  expectTypeOf((await users.updateMe.mutate({ username: null })).user.username).toBeString();
  // @ts-expect-error There is no such procedure.
  await expect(users.nobody.query()).rejects.toThrow('Not found');
  // @ts-expect-error The input has no such field; what it holds besides is missing.
  await expect(users.profile.query({ name: 'exampleuser' })).resolves.toMatchObject({ id: 42 });
});

describe('a batch', () => {
  test('of each kind of answer has its own for each call, in turn', async () => {
    const names = ['users.me', 'users.absent', 'users.profile', 'users.profile', 'users.me'];
    const inputs = { 2: { username: 'nobody' }, 3: input };
    const answer = await sendBatch(createMock({ mode: 'live' }), names, inputs);
    expect(answer.status).toBe(207);
    expect(answer.body).toMatchObject([
      { result: { data: me } },
      { error: { message: 'Not found', data: { httpStatus: 404 } } },
      { error: { message: 'User not found', data: { httpStatus: 404 } } },
      { result: { data: { id: 42, username: 'exampleuser' } } },
      { result: { data: me } },
    ]);
    expect(answer.headers.get('mock-example')).toBe(
      'users.me/200/live, users.profile/404/live, users.profile/200/live, users.me/200/live',
    );
  });

  test('of 10 calls is answered', async () => {
    const answer = await sendBatch(createMock(), Array(MAX_BATCH_SIZE).fill('users.me'));
    expect([answer.status, answer.body]).toEqual([200, Array(10).fill({ result: { data: me } })]);
  });

  test.each(['examples', 'live'] as const)(
    'of 11 calls is refused whole in %s mode, and changes nothing',
    async (mode) => {
      const mock = createMock({ mode });
      const inputs = Object.fromEntries(
        Array.from({ length: 11 }, (_, at) => [at, { username: 'somebody' }]),
      );
      const target = `/trpc/${Array(11).fill('users.updateMe')}?batch=1`;
      const answer = await send(mock, target, post(inputs));
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ error: { message: 'Invalid request' } });
      expect(answer.headers.get('mock-example')).toBeNull();
      const { body } = await send(mock, '/v1/users/me', { headers: { cookie: COOKIE } });
      expect(body).toEqual(me);
    },
  );

  test('with a call that is chosen leaves the sessions of the others as they are', async () => {
    const headers = { 'mock-example': 'users.me=owner' };
    for (const mode of ['examples', 'live'] as const) {
      const mock = createMock({ mode });
      const answer = await sendBatch(mock, ['users.me', 'users.profile'], {}, headers);
      expect(answer.body).toMatchObject([
        { result: { data: { username: 'exampleowner' } } },
        { error: { message: 'Authentication required' } },
      ]);
    }
  });

  test('with an example that does not exist is 501 as a whole', async () => {
    const headers = { cookie: COOKIE, prefer: 'example=not-found' };
    const answer = await sendBatch(createMock(), ['users.profile', 'users.me'], {}, headers);
    expect(answer.status).toBe(501);
    expect(answer.body).toMatchObject({ error: { message: 'users.me has no example not-found' } });
  });

  test.each(['{', '5', '[]', '"a"'])('with %s for its inputs has none', async (inputs) => {
    const query = `batch=1&input=${encodeURIComponent(inputs)}`;
    const headers = { cookie: COOKIE };
    const answer = await send(
      createMock({ mode: 'live' }),
      `/trpc/users.me,users.profile?${query}`,
      {
        headers,
      },
    );
    expect(answer.body).toMatchObject([{ result: {} }, { error: { data: { httpStatus: 400 } } }]);
  });
});

describe('a streamed batch', () => {
  test('comes as one line for each answer, and says what was served', async () => {
    const { status, headers, text } = await stream(createMock(), 'users.me,users.profile');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(headers.get('mock-example')).toBe(
      'users.me/200/documented, users.profile/200/documented',
    );
    expect(headers.get('transfer-encoding')).toBeNull();
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(JSON.stringify(lines)).toContain(JSON.stringify(me));
    expect(JSON.stringify(lines)).toContain(JSON.stringify(profile));
  });
});

describe.each(['examples', 'live'] as const)('in %s mode', (mode) => {
  const mock = createMock({ mode });
  const headers = { cookie: COOKIE };

  test.each([
    ['a procedure that does not exist', 'users.absent', [{}, 404]],
    ['a name that every object has', 'toString', [{}, 404]],
    ['no procedure', '', [{}, 404]],
    ['a path below a procedure', 'users.me/x', [{}, 404]],
    ['a slash behind a procedure', 'users.me/', [{}, 404]],
    ['broken encoding', '%E0%A4%A', [{}, 400]],
    ['a GET on a mutation', 'users.updateMe', [{}, 405]],
    ['a POST on a query', 'users.me', [post({}), 405]],
    ['a DELETE on a query', 'users.me', [{ method: 'DELETE' }, 405]],
    ['a DELETE on nothing', 'users.absent', [{ method: 'DELETE' }, 404]],
  ] as const)('%s is refused in the form of tRPC', async (_case, path, [sent, status]) => {
    const answer = await send(mock, `/trpc/${path}`, { headers, ...sent });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ error: { data: { httpStatus: status } } });
    expect(answer.headers.get('mock-example')).toBeNull();
  });

  test.each([
    ['DELETE', 'users.me', 'GET, HEAD'],
    ['PUT', 'users.updateMe', 'POST'],
    ['DELETE', 'users.me,users.updateMe?batch=1', 'GET, HEAD, POST'],
    ['GET', 'users.updateMe', 'POST'],
    ['GET', 'users.updateMe,users.updateMe?batch=1', 'POST'],
    ['POST', 'users.profile', 'GET, HEAD'],
  ])('%s /trpc/%s lists the methods there are: %s', async (method, path, allow) => {
    const sent = method === 'POST' ? post({}) : { method, headers };
    const answer = await send(mock, `/trpc/${path}`, sent);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
  });

  test('/trpc itself is no procedure, and its error has the form of tRPC', async () => {
    const answer = await send(mock, '/trpc', { headers });
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ error: { message: 'Not found' } });
  });

  test('HEAD is answered as GET without its body', async () => {
    const get = await send(mock, '/trpc/users.me', { headers });
    const head = await send(mock, '/trpc/users.me', { method: 'HEAD', headers });
    expect([head.status, head.text]).toEqual([200, '']);
    for (const name of ['content-type', 'mock-example', 'vary', 'cache-control']) {
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    }
  });
});

test('names and inputs that every object has are no operations and no inputs', async () => {
  const headers = { cookie: COOKIE, 'mock-example': 'constructor=documented' };
  expect((await send(createMock(), '/trpc/users.me', { headers })).status).toBe(501);
  const sent = post(JSON.parse('{"__proto__": {"username": "somebody"}}'));
  const answer = await send(createMock({ mode: 'live' }), '/trpc/users.updateMe', sent);
  expect(answer.body).toMatchObject({ result: { data: { user: { username: 'exampleuser' } } } });
});

function sendBatch(
  mock: Mock,
  names: readonly string[],
  ...[inputs = {}, headers = { cookie: COOKIE }]: [
    inputs?: object,
    headers?: Record<string, string>,
  ]
): Promise<Received> {
  const query = `batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`;
  return send(mock, `/trpc/${names}?${query}`, { headers });
}

async function stream(mock: Mock, names: string): Promise<Omit<Received, 'body'>> {
  const headers = { cookie: COOKIE, 'trpc-accept': 'application/jsonl' };
  const url = `http://portal.test/trpc/${names}?batch=1&input=%7B%7D`;
  const response = await mock.fetch(new Request(url, { headers }));
  return { status: response.status, headers: response.headers, text: await response.text() };
}
