import { describe, expect, test } from 'vitest';
import { FAULTS } from '../src/controls.ts';
import { createMock, type Mock } from '../src/create-mock.ts';
import { ConnectionReset } from '../src/faults.ts';
import { COOKIE, ORIGIN, post, send } from './send.ts';

const mock = createMock();
const targets = [
  ['REST', '/v1/users/me'],
  ['tRPC', '/trpc/users.me'],
] as const;

describe.each(targets)('over %s', (_transport, path) => {
  test.each([
    ['Prefer', { prefer: 'delay=50' }],
    ["the browser's cookie", { cookie: `${COOKIE}; mock_controls=delay%3D50` }],
  ])('a delay by %s lets what is asked later overtake, and is echoed', async (_channel, asked) => {
    await send(mock, path);
    const order: string[] = [];
    const delayed = send(mock, path, { headers: { cookie: COOKIE, ...asked } });
    const prompt = send(mock, path, { headers: { cookie: COOKIE } });
    await Promise.all([
      delayed.then(() => order.push('delayed')),
      prompt.then(() => order.push('prompt')),
    ]);
    const { status, headers } = await delayed;
    expect([status, headers.get('preference-applied')]).toEqual([200, 'delay=50']);
    expect(order).toEqual(['prompt', 'delayed']);
  });

  test('a delay is echoed beside the example, also on a refusal', async () => {
    const headers = { cookie: COOKIE, prefer: 'delay=1, example=owner' };
    const answer = await send(mock, path, { headers });
    expect(answer.headers.get('preference-applied')).toBe('example=owner, delay=1');
    const refused = await send(mock, `${path}x`, { headers });
    expect(refused.headers.get('preference-applied')).toBe('delay=1');
  });

  test.each(['soon', '-5', '1.5', '1e3', ''])('a delay of %j is none', async (delay) => {
    const answer = await send(mock, path, {
      headers: { cookie: COOKIE, prefer: `delay=${delay}` },
    });
    expect([answer.status, answer.headers.get('preference-applied')]).toEqual([200, null]);
  });

  test('a delay is bounded, and ends when the request is aborted', async () => {
    const told: string[] = [];
    const watched = createMock({ onAnswer: ({ applied }) => void told.push(...applied) });
    const abort = new AbortController();
    const pending = watched.fetch(toRequest(path, { prefer: 'delay=99999999' }, abort.signal));
    const reason = new Error('enough');
    setTimeout(() => abort.abort(reason));
    await expect(pending).rejects.toBe(reason);
    expect(told).toEqual(['delay=60000']);
  });

  test('a delay of a request that was aborted before is none', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(mock.fetch(toRequest(path, { prefer: 'delay=9999' }, signal))).rejects.toThrow(
      'enough',
    );
  });

  test('a reset rejects as a broken connection does', async () => {
    const pending = mock.fetch(toRequest(path, { 'mock-fault': 'reset' }));
    await expect(pending).rejects.toThrow(ConnectionReset);
    await expect(mock.fetch(toRequest(path, { 'mock-fault': 'reset' }))).rejects.toThrow(TypeError);
  });

  test('a timeout never answers, and ends when the request is aborted', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    const request = toRequest(path, { 'mock-fault': 'timeout' }, abort.signal);
    const pending = mock.fetch(request);
    setTimeout(() => abort.abort(reason), 10);
    await expect(pending).rejects.toBe(reason);
    const late = mock.fetch(toRequest(path, { 'mock-fault': 'timeout' }, abort.signal));
    await expect(late).rejects.toBe(reason);
  });

  test('a truncated answer begins well and breaks off', async () => {
    const whole = await (await mock.fetch(toRequest(path))).text();
    const response = await mock.fetch(toRequest(path, { 'mock-fault': 'truncate' }));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe(`${whole.length}`);
    const [text, error] = await readAll(response);
    expect(text).toBe(whole.slice(0, Math.ceil(whole.length / 2)));
    expect(error).toBeInstanceOf(ConnectionReset);
    const json = await mock.fetch(toRequest(path, { 'mock-fault': 'truncate' }));
    await expect(json.json()).rejects.toThrow();
  });

  test('a malformed answer arrives whole and is no JSON', async () => {
    const response = await mock.fetch(toRequest(path, { 'mock-fault': 'malformed' }));
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/json',
    ]);
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });

  test.each(['truncate', 'malformed'])(
    'an answer with %s says all that it would',
    async (fault) => {
      const headers = { origin: 'http://localhost:5173', prefer: 'example=owner' };
      const plain = await mock.fetch(toRequest(path, headers));
      const spoilt = await mock.fetch(toRequest(path, { ...headers, 'mock-fault': fault }));
      expect(withoutId(spoilt)).toEqual(withoutId(plain));
    },
  );
});

test.each(FAULTS)('the fault %s can be kept in the cookie of one browser', async (fault) => {
  const abort = new AbortController();
  const cookie = `${COOKIE}; mock_controls=fault%3D${fault}`;
  const request = new Request(`${ORIGIN}/v1/users/me`, {
    headers: { cookie },
    signal: abort.signal,
  });
  const pending = mock.fetch(request).then((response) => response.json());
  setTimeout(() => abort.abort(new Error('enough')), 10);
  await expect(pending).rejects.toThrow();
});

test('a fault and a delay spoil what controls the mock no more than a preflight', async () => {
  const headers = { 'mock-fault': 'reset', prefer: 'delay=60000', origin: 'http://localhost:1' };
  const session = await send(mock, '/__mock/sessions', { ...post({ viewer: 'user' }, headers) });
  const preflight = await send(mock, '/v1/users/me', {
    method: 'OPTIONS',
    headers: { ...headers, 'access-control-request-method': 'GET' },
  });
  expect([session.status, preflight.status]).toEqual([201, 204]);
});

test('a spoilt update in live mode is stored all the same, as it would be behind a bad line', async () => {
  const live = createMock({ mode: 'live' });
  const sent = post({ username: 'somebody' }, { 'mock-fault': 'reset' });
  await expect(send(live, '/v1/users/me/update', sent)).rejects.toThrow(ConnectionReset);
  expect(await nameIn(live)).toBe('somebody');
});

async function nameIn(live: Mock): Promise<string> {
  const { body } = await send(live, '/v1/users/me', { headers: { cookie: COOKIE } });
  return (body as { username: string }).username;
}

function toRequest(
  path: string,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Request {
  const init = { headers: { cookie: COOKIE, ...headers } };
  return new Request(`${ORIGIN}${path}`, signal === undefined ? init : { ...init, signal });
}

async function readAll(response: Response): Promise<readonly [text: string, error: unknown]> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
  } catch (error) {
    return [text, error];
  }
  return [text, undefined];
}

function withoutId({ status, headers }: Response): unknown {
  const changing = ['x-correlation-id', 'content-length'];
  return [status, [...headers].filter(([name]) => !changing.includes(name))];
}
