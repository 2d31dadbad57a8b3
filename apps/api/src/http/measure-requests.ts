import { type ErrorCode, errorRegistry, MAX_BATCH_SIZE, TRPC_ENDPOINT } from '@portal/contract';
import type { MeasuredRequest, Meter } from '../metrics/meter.ts';
import { findRejection } from '../metrics/rejection.ts';
import type { Exchange } from './exchange.ts';
import { findRestOperation, findTrpcOperation } from './name-operation.ts';

type Labels = Pick<MeasuredRequest, 'operation' | 'transport'>;

/** Counts the request it was given once its status is known. */
type CountRequest = (status: number) => void;

/** Counts each request, or each call of a tRPC batch with its own status, under names that are ours alone. */
export function createMeasure(meter: Meter): (exchange: Exchange) => CountRequest {
  const reject = (code: ErrorCode | undefined) => {
    const reason = code && findRejection(code);
    if (reason !== undefined) meter.countRejection(reason);
  };
  return (exchange) => {
    const { access, started } = exchange;
    const count = (labels: Labels, status: number) => {
      meter.countRequest({ ...labels, status, seconds: (performance.now() - started) / 1000 });
    };
    exchange.reportCall = (path, code) => {
      count({ operation: findTrpcOperation(path), transport: 'trpc' }, toStatus(code));
      reject(code);
    };
    return (status) => {
      for (const labels of nameRequest(exchange)) {
        // What reached the tRPC router is reported call by call, in a stream after this.
        if (labels.transport !== 'trpc' || access.error !== undefined) count(labels, status);
      }
      reject(access.error);
    };
  };
}

function toStatus(code: ErrorCode | undefined): number {
  return code === undefined ? 200 : errorRegistry[code].status;
}

/** A batch that is refused before its calls counts as many as it names. */
function nameRequest(exchange: Exchange): readonly Labels[] {
  const { path, request } = exchange;
  if (path === '/healthz' || path === '/readyz')
    return [{ operation: 'health', transport: 'none' }];
  if (path.startsWith('/v1/')) {
    return [{ operation: findRestOperation(exchange), transport: 'rest' }];
  }
  if (!path.startsWith(`${TRPC_ENDPOINT}/`) || request.method === 'OPTIONS') {
    return [{ operation: 'none', transport: 'none' }];
  }
  const names = path.slice(TRPC_ENDPOINT.length + 1).split(/,|%2c/i);
  const calls = names.length > MAX_BATCH_SIZE ? [''] : names;
  return calls.map((name) => ({ operation: findTrpcOperation(name), transport: 'trpc' }));
}
