import {
  type ErrorCode,
  errorRegistry,
  isServedOperation,
  MAX_BATCH_SIZE,
  type ServedOperationId,
  TRPC_ENDPOINT,
} from '@portal/contract';
import { findOperation, type PortalContext, type PortalEnv } from '@portal/server';
import type { MiddlewareHandler } from 'hono';
import type { MeasuredRequest, Meter } from '../metrics/meter.ts';
import { findRejection } from '../metrics/rejection.ts';

type Labels = Pick<MeasuredRequest, 'operation' | 'transport'>;

/** Counts each request, or each call of a tRPC batch with its own status, under names that are ours alone. */
export function countRequests(meter: Meter): MiddlewareHandler<PortalEnv> {
  const reject = (code: ErrorCode | undefined) => {
    const reason = code && findRejection(code);
    if (reason !== undefined) meter.countRejection(reason);
  };
  return async (c, next) => {
    const started = performance.now();
    const count = (labels: Labels, status: number) => {
      meter.countRequest({ ...labels, status, seconds: (performance.now() - started) / 1000 });
    };
    c.set('onCall', (name, code) => {
      count({ operation: toOperation(name), transport: 'trpc' }, toStatus(code));
      reject(code);
    });
    await next();
    const code = c.get('errorCode');
    for (const labels of labelRequest(c)) {
      // What reached the tRPC router is counted call by call, in a stream after this.
      if (labels.transport !== 'trpc' || code !== undefined) count(labels, c.res.status);
    }
    reject(code);
  };
}

function toStatus(code: ErrorCode | undefined): number {
  return code === undefined ? 200 : errorRegistry[code].status;
}

function toOperation(procedure: string | undefined): ServedOperationId | 'none' {
  return isServedOperation(procedure) ? procedure : 'none';
}

/** A batch that is refused before its calls counts as many as it names. */
function labelRequest(c: PortalContext): readonly Labels[] {
  const { path, method } = c.req;
  if (path === '/healthz' || path === '/readyz') {
    return [{ operation: 'health', transport: 'none' }];
  }
  if (path.startsWith('/v1/')) {
    return [{ operation: findOperation(c) ?? 'none', transport: 'rest' }];
  }
  if (!path.startsWith(`${TRPC_ENDPOINT}/`) || method === 'OPTIONS') {
    return [{ operation: 'none', transport: 'none' }];
  }
  const names = path.slice(TRPC_ENDPOINT.length + 1).split(/,|%2c/i);
  const calls = names.length > MAX_BATCH_SIZE ? [''] : names;
  return calls.map((name) => ({ operation: toOperation(name), transport: 'trpc' }));
}
