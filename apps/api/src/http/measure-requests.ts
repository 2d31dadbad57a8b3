import { type ErrorCode, errorRegistry, MAX_BATCH_SIZE, TRPC_ENDPOINT } from '@portal/contract';
import type { MeasuredRequest, Meter } from '../metrics/meter.ts';
import { findRejection } from '../metrics/rejection.ts';
import { findRestOperation, findTrpcOperation } from './name-operation.ts';
import type { PortalHttpContext, PortalMiddleware } from './portal-env.ts';

type Labels = Pick<MeasuredRequest, 'operation' | 'transport'>;

/** Counts each request, or each call of a tRPC batch with its own status, under names that are ours alone. */
export function measureRequests(meter: Meter): PortalMiddleware {
  return async (c, next) => {
    const started = performance.now();
    const count = (labels: Labels, status: number) => {
      meter.countRequest({ ...labels, status, seconds: (performance.now() - started) / 1000 });
    };
    const reject = (code: ErrorCode | undefined) => {
      const reason = code && findRejection(code);
      if (reason !== undefined) meter.countRejection(reason);
    };
    c.set('reportCall', (path, code) => {
      count({ operation: findTrpcOperation(path), transport: 'trpc' }, toStatus(code));
      reject(code);
    });
    await next();
    const { error } = c.var.access;
    for (const labels of nameRequest(c)) {
      // What reached the tRPC router is reported call by call, in a stream after this.
      if (labels.transport !== 'trpc' || error !== undefined) count(labels, c.res.status);
    }
    reject(error);
  };
}

function toStatus(code: ErrorCode | undefined): number {
  return code === undefined ? 200 : errorRegistry[code].status;
}

/** A batch that is refused before its calls counts as many as it names. */
function nameRequest(c: PortalHttpContext): readonly Labels[] {
  const { path, method } = c.req;
  if (path === '/healthz' || path === '/readyz')
    return [{ operation: 'health', transport: 'none' }];
  if (path.startsWith('/v1/')) return [{ operation: findRestOperation(c), transport: 'rest' }];
  if (!path.startsWith(`${TRPC_ENDPOINT}/`) || method === 'OPTIONS') {
    return [{ operation: 'none', transport: 'none' }];
  }
  const names = path.slice(TRPC_ENDPOINT.length + 1).split(/,|%2c/i);
  const calls = names.length > MAX_BATCH_SIZE ? [''] : names;
  return calls.map((name) => ({ operation: findTrpcOperation(name), transport: 'trpc' }));
}
