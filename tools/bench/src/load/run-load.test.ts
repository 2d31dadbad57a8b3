import { serveLocally } from '@portal/workspace/serve-locally';
import { expect, test } from 'vitest';
import type { LoadOrder } from './load-order.ts';
import { runLoad } from './run-load.ts';

const order: LoadOrder = {
  url: '',
  of: 'a server',
  case: 'profile',
  world: { users: 100, seed: 1 },
  seed: 1,
  named: 0,
  requests: 200,
  mostSeconds: 60,
};

test('it makes as many requests as it is told to, over as many connections as the case has', async () => {
  const sockets = new Set<unknown>();
  const paths: string[] = [];
  await using server = await serveLocally((request, response) => {
    sockets.add(request.socket);
    paths.push(request.url ?? '');
    response.end('{}');
  });
  const report = await runLoad({ ...order, url: server.url });
  expect(report.requests).toBe(200);
  expect(paths.length).toBe(200);
  expect(new Set(paths).size).toBeGreaterThan(20);
  expect(sockets.size).toBe(32);
});

test('its times lie between the shortest and the longest answer', async () => {
  await using server = await serveLocally(
    (_request, response) => void setTimeout(() => response.end(), 20),
  );
  const { p50_ms, p99_ms, seconds } = await runLoad({ ...order, url: server.url });
  expect(p50_ms).toBeGreaterThan(15);
  expect(p99_ms).toBeGreaterThanOrEqual(p50_ms);
  expect(seconds * 1000).toBeGreaterThanOrEqual(p99_ms);
});

test('another status than the expected one is an error that says whose', async () => {
  let count = 0;
  await using server = await serveLocally((_request, response) => {
    response.statusCode = ++count === 100 ? 500 : 200;
    response.end('the body');
  });
  const load = runLoad({ ...order, url: server.url });
  await expect(load).rejects.toThrow(
    /GET \/v1\/users\/profile\/Member\.\d+ was answered 500, not 200: the body/,
  );
});

test('no answer is an error', async () => {
  await using server = await serveLocally((request) => void request.socket.destroy());
  await expect(runLoad({ ...order, url: server.url })).rejects.toThrow();
});

test('it ends when its time is over', async () => {
  await using server = await serveLocally((_request, response) => void response.end());
  const report = await runLoad({ ...order, url: server.url, requests: 1e9, mostSeconds: 0.2 });
  expect(report.requests).toBeGreaterThan(0);
  expect(report.requests).toBeLessThan(1e6);
});

test('a case that there is not is refused', async () => {
  await expect(runLoad({ ...order, case: 'nothing' })).rejects.toThrow('there is no case nothing');
});
