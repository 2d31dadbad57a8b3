import type { ErrorCode, PortalContext } from '@portal/contract';
import { toLoggedPath } from './access-log.ts';
import type { HttpRequest } from './http-request.ts';
import type { Reply } from './reply.ts';
import { decodePath, toSentPath } from './request-path.ts';

/** A request on its way to its answer, with what each step notes for those after it. */
export interface Exchange {
  readonly request: HttpRequest;
  /** The path that routes are compared with. */
  readonly path: string;
  readonly access: AccessRecord;
  /** When it arrived, by `performance.now()`. */
  readonly started: number;
  /** What any answer carries beside its own headers. */
  readonly headers: ReplyHeaders;
  /** Hears of each call of a tRPC request; absent when nothing is measured. */
  reportCall?: PortalContext['reportCall'];
}

/** What the log says of a request. */
export interface AccessRecord {
  readonly correlation_id: string;
  readonly method: string;
  readonly path: string;
  status: number;
  duration_ms: number;
  operation?: string;
  user_id?: number;
  error?: ErrorCode;
}

/** Names are in lower case, as they are compared. */
export type ReplyHeaders = Record<string, string>;

/** One step of the way; undefined leaves the request to the next. */
export type Step = (exchange: Exchange) => Reply | Promise<Reply> | undefined;

export function openExchange(request: HttpRequest, correlation_id: string): Exchange {
  const path = toSentPath(request.target);
  return {
    request,
    path: decodePath(path),
    access: {
      correlation_id,
      method: request.method,
      path: toLoggedPath(path),
      status: 0,
      duration_ms: 0,
    },
    started: performance.now(),
    headers: { 'x-correlation-id': correlation_id },
  };
}

/** Tells caches what else an answer depends on. */
export function varyBy(headers: ReplyHeaders, name: string): void {
  headers['vary'] = headers['vary'] === undefined ? name : `${headers['vary']}, ${name}`;
}
