import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readCommit } from '@portal/serving/read-commit';
import { openRaw, sendRaw, toRawRequest } from '@portal/workspace/raw-http';
import Sqlite from 'better-sqlite3';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { startPortalServer } from '../../src/portal-server.ts';
import { createFolder } from '../support/create-folder.ts';
import { parseExposition, type Series } from '../support/exposition.ts';
import { holdWriteLock } from '../support/hold-write-lock.ts';
import { LATEST_SCHEMA } from '../support/real-file.ts';
import { addAction } from '../support/stored-rows.ts';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';

const CUT = expect.objectContaining({ cause: 'ANSWER_TIMEOUT' });
const JSON_TYPE = { 'content-type': 'application/json' };
const requests = (operation: string, transport: string, status: number) =>
  `portal_requests_total{operation="${operation}",transport="${transport}",status="${status}"}`;
const rejected = (reason: string) => `portal_rejected_requests_total{reason="${reason}"}`;
const timed = (operation: string, transport: string) =>
  `portal_request_duration_seconds_count{operation="${operation}",transport="${transport}"}`;
const statements = (statement: string) =>
  `portal_database_statement_duration_seconds_count{statement="${statement}"}`;

interface Cause {
  readonly env?: Readonly<Record<string, string>>;
  readonly act: (portal: TestPortal, cookie: string) => Promise<unknown>;
  /** By how much each series that counts something moves; no other one moves. */
  readonly moves: Readonly<Record<string, number>>;
}

const ask = (path: string, init: RequestInit = {}) => ({
  act: ({ url }: TestPortal, cookie: string) =>
    fetch(url + path, { ...init, headers: { cookie, ...init.headers } }).then((r) => r.text()),
});
const send = (text: string) => ({ act: ({ url }: TestPortal) => sendRaw(url, text) });

const causes: Readonly<Record<string, Cause>> = {
  'an answer over REST': {
    ...ask('/v1/users/me'),
    moves: { [requests('users.me', 'rest', 200)]: 1, [timed('users.me', 'rest')]: 1 },
  },
  'a refusal over REST': {
    ...ask('/v1/users/profile/nobody-has-this'),
    moves: { [requests('users.profile', 'rest', 404)]: 1, [timed('users.profile', 'rest')]: 1 },
  },
  'a batch, each call with its own status': {
    ...ask(
      `/trpc/users.me,users.profile,users.absent?batch=1&input=${encodeURIComponent('{"1":{"username":"nobody-has-this"}}')}`,
    ),
    moves: {
      [requests('users.me', 'trpc', 200)]: 1,
      [requests('users.profile', 'trpc', 404)]: 1,
      [requests('none', 'trpc', 404)]: 1,
      [timed('users.me', 'trpc')]: 1,
      [timed('users.profile', 'trpc')]: 1,
      [timed('none', 'trpc')]: 1,
    },
  },
  'a batch that is streamed': {
    ...ask('/trpc/users.me,users.me?batch=1', { headers: { 'trpc-accept': 'application/jsonl' } }),
    moves: { [requests('users.me', 'trpc', 200)]: 2, [timed('users.me', 'trpc')]: 2 },
  },
  'a batch that is too large': {
    ...ask(`/trpc/${Array(11).fill('users.me').join(',')}?batch=1`),
    moves: {
      [requests('none', 'trpc', 400)]: 1,
      [timed('none', 'trpc')]: 1,
      [rejected('invalid_request')]: 1,
    },
  },
  'a batch over the limit': {
    env: { RATE_LIMIT_USER: '1' },
    ...ask('/trpc/users.me,users.profile?batch=1'),
    moves: {
      [requests('users.me', 'trpc', 429)]: 1,
      [requests('users.profile', 'trpc', 429)]: 1,
      [timed('users.me', 'trpc')]: 1,
      [timed('users.profile', 'trpc')]: 1,
      [rejected('too_many_requests')]: 1,
    },
  },
  'a body that is too large': {
    ...ask('/v1/users/me/update', {
      method: 'POST',
      headers: JSON_TYPE,
      body: `"${'x'.repeat(100_000)}"`,
    }),
    moves: {
      [requests('users.updateMe', 'rest', 413)]: 1,
      [timed('users.updateMe', 'rest')]: 1,
      [rejected('request_too_large')]: 1,
    },
  },
  'a form over tRPC': {
    ...ask('/trpc/users.updateMe', { method: 'POST', body: new FormData() }),
    moves: {
      [requests('users.updateMe', 'trpc', 415)]: 1,
      [timed('users.updateMe', 'trpc')]: 1,
      [rejected('unsupported_media_type')]: 1,
    },
  },
  'a page of a foreign origin': {
    ...ask('/v1/users/me/update', { method: 'POST', headers: { origin: 'https://evil.example' } }),
    moves: {
      [requests('users.updateMe', 'rest', 403)]: 1,
      [timed('users.updateMe', 'rest')]: 1,
      [rejected('access_denied')]: 1,
    },
  },
  'a health check': {
    ...ask('/healthz'),
    moves: { [requests('health', 'none', 200)]: 1, [timed('health', 'none')]: 1 },
  },
  'a path that nothing is at': {
    ...ask('/wp-login.php'),
    moves: { [requests('none', 'none', 404)]: 1, [timed('none', 'none')]: 1 },
  },
  'another method': {
    ...ask('/v1/users/me', { method: 'DELETE' }),
    moves: { [requests('none', 'rest', 405)]: 1, [timed('none', 'rest')]: 1 },
  },
  'what is no HTTP': {
    ...send('nonsense\r\n\r\n'),
    moves: { [rejected('bad_framing')]: 1 },
  },
  'endless headers': {
    ...send(`GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}`),
    moves: { [rejected('headers_too_large')]: 1 },
  },
  'a tunnel': {
    ...send(toRawRequest('CONNECT a.example:1 HTTP/1.1', ['Host: a.example'])),
    moves: { [rejected('tunnel')]: 1 },
  },
  'a connection too many': {
    env: { MAX_CONNECTIONS: '1' },
    async act({ url }) {
      using held = openRaw(url);
      held.write(toRawRequest('GET /nothing HTTP/1.1', ['Host: portal.example']));
      await held.read();
      await sendRaw(url, toRawRequest('GET /healthz HTTP/1.1', ['Host: portal.example']));
    },
    moves: {
      [requests('none', 'none', 404)]: 1,
      [timed('none', 'none')]: 1,
      [rejected('connection_limit')]: 1,
    },
  },
  'an answer that its client does not read': {
    env: { ANSWER_TIMEOUT: '1' },
    async act(portal) {
      await portal.addUser('owner', 'owner');
      const cookie = await portal.signIn('owner');
      const target = await portal.addUser('target');
      const action = { action_type: 'PLATFORM_WARNING', reason: 'x'.repeat(60_000) } as const;
      for (let count = 0; count < 100; count += 1) addAction(portal, target, action);
      using unread = openRaw(portal.url);
      const headers = ['Host: portal.example', `Cookie: ${cookie}`];
      unread.write(toRawRequest('GET /v1/users/profile/target HTTP/1.1', headers));
      await expect.poll(() => portal.logs, { timeout: 10_000 }).toContainEqual(CUT);
    },
    moves: {
      [requests('users.profile', 'rest', 200)]: 1,
      [timed('users.profile', 'rest')]: 1,
      [rejected('slow_reader')]: 1,
    },
  },
  'a host that makes no URL': {
    ...send(toRawRequest('GET / HTTP/1.1', ['Host: a b', 'Connection: close'])),
    moves: { [rejected('unreadable_host')]: 1 },
  },
};

test.each(Object.entries(causes))('%s is counted, and nothing else is', async (_, cause) => {
  await using portal = await startMeasured(cause.env);
  await portal.addUser('viewer');
  const cookie = await portal.signIn('viewer');
  const before = await scrape(portal);
  await cause.act(portal, cookie);
  const after = await scrape(portal);
  const counted = /^portal_(requests_total|rejected|request_duration_seconds_count)/;
  const moved = [...after]
    .filter(([name, value]) => counted.test(name) && value !== (before.get(name) ?? 0))
    .map(([name, value]) => [name, value - (before.get(name) ?? 0)]);
  expect(Object.fromEntries(moved)).toEqual(cause.moves);
});

test('an update counts its statements, and the WAL grows', async () => {
  await using portal = await startMeasured();
  await portal.addUser('viewer');
  const cookie = await portal.signIn('viewer');
  const before = await scrape(portal);
  await fetch(`${portal.url}/v1/users/me/update`, {
    method: 'POST',
    headers: { cookie, ...JSON_TYPE },
    body: '{"username":"renamed"}',
  });
  const after = await scrape(portal);
  for (const kind of ['begin', 'select', 'update', 'commit'].map(statements)) {
    expect(after.get(kind), kind).toBeGreaterThan(before.get(kind) ?? 0);
  }
  expect(after.get('portal_database_wal_bytes')).toBeGreaterThan(
    before.get('portal_database_wal_bytes') ?? 0,
  );
  expect(after.get('portal_database_bytes')).toBeGreaterThan(0);
});

test('a database that another process keeps busy is counted, and a scrape does not wait for it', async () => {
  await using portal = await startMeasured();
  await portal.addUser('viewer');
  const cookie = await portal.signIn('viewer');
  const lock = holdWriteLock(portal);
  const updated = fetch(`${portal.url}/v1/users/me/update`, {
    method: 'POST',
    headers: { cookie, ...JSON_TYPE },
    body: '{"username":"renamed"}',
  });
  const busy = 'portal_database_failures_total{cause="busy"}';
  await expect.poll(async () => (await scrape(portal)).get(busy)).toBeGreaterThan(0);
  lock[Symbol.dispose]();
  expect((await updated).status).toBe(200);
});

test('a scrape asks the database nothing, and is no request of the public port', async () => {
  await using portal = await startMeasured();
  const kept = /^portal_(requests|database_statement_duration_seconds_count|open)/;
  const pick = (series: Series) => [...series].filter(([name]) => kept.test(name));
  expect(pick(await scrape(portal))).toEqual(pick(await scrape(portal)));
});

test('connections that are open are counted until they end', async () => {
  await using portal = await startMeasured();
  const open = async () => (await scrape(portal)).get('portal_open_connections');
  expect(await open()).toBe(0);
  const connections = [openRaw(portal.url), openRaw(portal.url), openRaw(portal.url)];
  await expect.poll(open).toBe(3);
  for (const connection of connections) connection[Symbol.dispose]();
  await expect.poll(open).toBe(0);
});

test('while draining it is served, and says so', async () => {
  await using folder = await createFolder();
  await using portal = await startMeasured({ PORTAL_DB: folder.file('portal.db') });
  using asking = openRaw(portal.url);
  asking.write('GET /readyz HTTP/1.1\r\n');
  expect((await scrape(portal)).get('portal_draining')).toBe(0);
  await expect.poll(async () => (await scrape(portal)).get('portal_open_connections')).toBe(1);
  const stopped = portal.stop();
  expect((await scrape(portal)).get('portal_draining')).toBe(1);
  asking.write('Host: portal.example\r\n\r\n');
  await asking.read();
  await stopped;
  await expect(fetch(portal.metricsUrl ?? '')).rejects.toThrow('fetch failed');
});

test('it tells its versions, its memory, its processor time and how long its event loop waits', async () => {
  await using portal = await startMeasured();
  const series = await scrape(portal);
  const sqlite = new Sqlite(portal.file).prepare('select sqlite_version()').pluck().get();
  const build = `portal_build_info{version="0.1.0",commit="${readCommit()}",node="${process.version}",sqlite="${sqlite}",schema="${LATEST_SCHEMA}"}`;
  expect(series.get(build)).toBe(1);
  for (const name of [
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
    'process_open_fds',
    'nodejs_eventloop_lag_p50_seconds',
    'nodejs_eventloop_lag_p99_seconds',
    'nodejs_eventloop_lag_max_seconds',
  ]) {
    expect(series.has(name), name).toBe(true);
  }
});

test('the buckets of a histogram never fall, and the last one holds all', async () => {
  await using portal = await startMeasured();
  for (const path of ['/healthz', '/v1/users/me', '/x']) await fetch(portal.url + path);
  const series = await scrape(portal);
  const buckets = [...series].filter(([name]) =>
    name.startsWith('portal_request_duration_seconds_b'),
  );
  const label = (name: string) => name.replace(/le="[^"]*",?/, '').replace(/,?\}$/, '}');
  for (const [key, rows] of Map.groupBy(buckets, ([name]) => label(name))) {
    const values = rows.map(([, value]) => value);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(values.at(-1)).toBe(series.get(key.replace('_bucket', '_count')));
  }
  expect(buckets.length).toBeGreaterThan(30);
});

test('whatever is asked, the series stay the same few, and none holds what a client sent', async () => {
  await using portal = await startMeasured();
  const hostile = async (mark: string) => {
    const targets = [
      ...['GET', 'POST', 'PUT', 'PROPFIND', 'OPTIONS'].flatMap((method) => [
        `${method} /${mark}`,
        `${method} /v1/${mark}`,
        `${method} /v1/users/profile/${mark}`,
        `${method} /trpc/${mark}`,
        `${method} /trpc/users.me,${mark}?batch=1`,
        `${method} /trpc/__proto__,constructor,${mark}?batch=1`,
        `${method} /healthz/${mark}`,
      ]),
      `GET /%2e%2e/${mark}`,
      `GET http://${mark}.example/`,
      `${mark} /`,
    ];
    for (const target of targets) {
      await sendRaw(
        portal.url,
        toRawRequest(`${target} HTTP/1.1`, [
          `Host: ${mark}.example`,
          `X-Correlation-Id: ${mark}`,
          'Connection: close',
        ]),
      );
    }
    return [...(await scrape(portal)).keys()].filter((name) => name.startsWith('portal_')).sort();
  };
  const first = await hostile('canary-one');
  expect(await hostile('canary-two')).toEqual(first);
  expect(first.join('\n')).not.toMatch(/canary|__proto__|PROPFIND/);
  expect(first.length).toBeLessThan(400);
});

test('the public port has no metrics, and without a port there are none at all', async () => {
  await using measured = await startMeasured();
  expect((await fetch(`${measured.url}/metrics`)).status).toBe(404);
  await using portal = await startTestPortal();
  expect(portal.metricsUrl).toBeUndefined();
  expect((await fetch(`${portal.url}/metrics`)).status).toBe(404);
});

test.each([
  ['/', 'GET', 404, 'Not found'],
  ['/v1/users/me', 'GET', 404, 'Not found'],
  ['/metrics', 'POST', 405, 'Method not allowed'],
])('its own port refuses %s with %s', async (...[path, method, status, error]) => {
  await using portal = await startMeasured();
  const response = await fetch(new URL(path, portal.metricsUrl), { method });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error, correlation_id: expect.any(String) });
});

test.each([
  ['PORT', 'METRICS_PORT', /^port \d+ is in use/],
  ['METRICS_PORT', 'PORT', /^cannot serve metrics: .*EADDRINUSE/],
] as const)('where %s is taken the start is refused, and %s is free again', async (...row) => {
  const [taken, other, refusal] = row;
  await using folder = await createFolder();
  const [holding, free] = [await takePort(), await takePort()];
  await free.release();
  const env = { [taken]: `${holding.port}`, [other]: `${free.port}` };
  const config = parseConfig({ ...env, PORTAL_DB: folder.file('portal.db') });
  const started = startPortalServer(config, { logger: pino({ level: 'silent' }) });
  await expect(started).rejects.toThrow(refusal);
  await holding.release();
  await (await takePort(free.port)).release();
});

test('docs/operations.md lists every metric of ours, and no other', async () => {
  const page = await readFile(new URL('../../../../docs/operations.md', import.meta.url), 'utf8');
  const [table = ''] = page.split('\n## Metrics\n').slice(1).join('').split('\n| alert');
  const listed = [...table.matchAll(/`(portal_\w+)`/g)].map(([, name]) => name);
  await using portal = await startMeasured();
  const text = await (await fetch(portal.metricsUrl ?? '')).text();
  const served = [...text.matchAll(/^# TYPE (portal_\w+)/gm)].map(([, name]) => name);
  expect(listed.toSorted()).toEqual(served.toSorted());
});

interface Taken {
  readonly port: number;
  release(): Promise<void>;
}

/** Rejects where the port is taken; 0 takes any free one. */
async function takePort(wanted = 0): Promise<Taken> {
  const server = createServer().listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    release: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

interface MeasuredPortal extends TestPortal {
  stop(): Promise<void>;
}

async function startMeasured(env: Cause['env'] = {}): Promise<MeasuredPortal> {
  const portal = await startTestPortal({ env: { ...env, METRICS_PORT: '0' } });
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    stopped ??= Promise.resolve(portal[Symbol.asyncDispose]());
    await stopped;
  };
  return { ...portal, stop, [Symbol.asyncDispose]: stop };
}

async function scrape({ metricsUrl = '' }: TestPortal): Promise<Series> {
  const response = await fetch(metricsUrl, { headers: { connection: 'close' } });
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return parseExposition(await response.text());
}
