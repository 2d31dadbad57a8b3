import { createHistogram } from 'node:perf_hooks';
import { Client } from 'undici';
import { createDraw } from '../cases/draw.ts';
import type { LoadCase } from '../cases/load-case.ts';
import { loadCases } from '../cases/load-cases.ts';
import type { HttpRequest } from '../transports/call.ts';
import { transports } from '../transports/transports.ts';
import type { LoadOrder, LoadReport } from './load-order.ts';

/** Asks over as many connections as the case has, each for the next when it was answered; rejects at another status than the case's. */
export async function runLoad(order: LoadOrder): Promise<LoadReport> {
  const load = loadCases.find(({ name }) => name === order.case);
  if (load === undefined) throw new Error(`there is no case ${order.case}`);
  const nextRequest = createRequests(load, order);
  const histogram = createHistogram();
  const start = performance.now();
  await Promise.all(
    Array.from({ length: load.connections }, async () => {
      const client = new Client(order.url);
      try {
        for (let request = nextRequest(); request; request = nextRequest()) {
          const asked = performance.now();
          await ask(client, request, load.status);
          histogram.record(Math.max(1, Math.round((performance.now() - asked) * 1e6)));
        }
      } finally {
        await client.destroy();
      }
    }),
  );
  return {
    requests: histogram.count,
    seconds: (performance.now() - start) / 1000,
    p50_ms: histogram.percentile(50) / 1e6,
    p99_ms: histogram.percentile(99) / 1e6,
  };
}

function createRequests(load: LoadCase, order: LoadOrder): () => HttpRequest | undefined {
  const draw = createDraw(order);
  const { toRequest } = transports[load.service];
  const deadline = performance.now() + order.mostSeconds * 1000;
  let left = order.requests;
  return () => {
    if (left === 0 || performance.now() > deadline) return undefined;
    left--;
    return toRequest(load.ask(draw));
  };
}

async function ask(client: Client, request: HttpRequest, status: number): Promise<void> {
  const { statusCode, body } = await client.request(request);
  if (statusCode === status) return body.dump({ limit: Number.POSITIVE_INFINITY });
  const text = await body.text();
  throw new Error(
    `${request.method} ${request.path} was answered ${statusCode}, not ${status}: ${text.slice(0, 300)}`,
  );
}
