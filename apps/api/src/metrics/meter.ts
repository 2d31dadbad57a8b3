import type { ServedOperationId } from '@portal/contract';
import type { Rejection } from './rejection.ts';

/** One request, or one call of a tRPC batch; nothing that a client chooses freely. */
export interface MeasuredRequest {
  readonly operation: ServedOperationId | 'health' | 'none';
  readonly transport: 'rest' | 'trpc' | 'none';
  readonly status: number;
  /** From the arrival of the request until this answer. */
  readonly seconds: number;
}

/** Hears of what is worth counting; it never fails, and keeps no request waiting. */
export interface Meter {
  countRequest(request: MeasuredRequest): void;
  countRejection(reason: Rejection): void;
}
