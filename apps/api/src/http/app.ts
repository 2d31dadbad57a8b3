import { TRPC_ENDPOINT } from '@portal/contract';
import type { Meter } from '../metrics/meter.ts';
import { findDatabaseFailure } from '../store/sqlite/database-failure.ts';
import { createLogAccess } from './access-log.ts';
import type { FindCorrelationId } from './correlation-id.ts';
import { createServeDocs } from './docs/serve-docs.ts';
import { type Exchange, openExchange, type Step, varyBy } from './exchange.ts';
import { fromFetchRequest, toFetchResponse } from './fetch-request.ts';
import { createServeHealth } from './health.ts';
import type { HttpRequest } from './http-request.ts';
import type { FindClientAddress } from './limits/client-address.ts';
import { createLimitCaller, limitRequests } from './limits/limit-requests.ts';
import { allowOrigins, requireOwnOrigin } from './limits/origin-policy.ts';
import type { SpendRequests } from './limits/rate-limit.ts';
import { requireSoundRequest } from './limits/request-target.ts';
import { createMeasure } from './measure-requests.ts';
import { completeReply, type Reply, replyRefusal } from './reply.ts';
import { createServeRest } from './rest-adapter.ts';
import { createServeTrpc, type TrpcDependencies } from './trpc-adapter.ts';

export interface AppDependencies extends TrpcDependencies {
  readonly corsOrigins: readonly string[];
  readonly spendRequests: SpendRequests;
  readonly findClientAddress: FindClientAddress;
  readonly findCorrelationId: FindCorrelationId;
  readonly isReady: () => Promise<boolean>;
  /** Absent when nothing is measured. */
  readonly meter?: Meter | undefined;
}

/** The whole HTTP side, over a socket or without one. */
export interface App {
  /** Answers a request; rejects with nothing but what was thrown and is no error. */
  answer(request: HttpRequest): Promise<Reply>;
  fetch(request: Request): Promise<Response>;
}

/** Wires the HTTP side: around every request its id, its measure and its line in the log. */
export function createApp(dependencies: AppDependencies): App {
  const serve = createServe(dependencies);
  const measure = dependencies.meter && createMeasure(dependencies.meter);
  const logAccess = createLogAccess(dependencies.logger);
  const answer: App['answer'] = async (request) => {
    const exchange = openExchange(request, dependencies.findCorrelationId(request.incoming));
    const countRequest = measure?.(exchange);
    let reply: Reply;
    try {
      reply = (await serve(exchange)) ?? replyRefusal(exchange, { code: 'not_found' });
    } catch (error) {
      reply = replyFailure(exchange, error, dependencies);
    }
    countRequest?.(reply.status);
    logAccess(exchange, reply.status);
    return completeReply(exchange, reply);
  };
  return {
    answer,
    fetch: async (request) => toFetchResponse(await answer(fromFetchRequest(request))),
  };
}

/** The path of one request, from top to bottom: the first step that answers is the last one. */
function createServe(dependencies: AppDependencies): Step {
  const { corsOrigins } = dependencies;
  const limit = createLimitCaller(dependencies.spendRequests, dependencies.findClientAddress);
  return firstOf(
    requireSoundRequest(limit),
    allowOrigins(corsOrigins, limit),
    createServeHealth(dependencies.isReady),
    createServeDocs(),
    onlyBelow(
      ['/v1/users', TRPC_ENDPOINT],
      keepPrivate,
      limitRequests(limit),
      requireOwnOrigin(corsOrigins),
      createServeTrpc(dependencies),
      createServeRest(dependencies),
    ),
  );
}

function firstOf(...steps: readonly Step[]): Step {
  return (exchange) => {
    for (const step of steps) {
      const reply = step(exchange);
      if (reply !== undefined) return reply;
    }
    return undefined;
  };
}

function onlyBelow(roots: readonly string[], ...steps: readonly Step[]): Step {
  const serve = firstOf(...steps);
  const isBelow = (path: string) =>
    roots.some((root) => path.startsWith(root) && (path[root.length] ?? '/') === '/');
  return (exchange) => (isBelow(exchange.path) ? serve(exchange) : undefined);
}

/** Answers depend on who asks: no cache may keep them. */
function keepPrivate({ headers }: Exchange): undefined {
  headers['cache-control'] = 'private, no-store';
  varyBy(headers, 'Cookie');
}

/** The one place where what was thrown becomes an answer; nothing of it reaches the client. */
function replyFailure(exchange: Exchange, error: unknown, { logger }: AppDependencies): Reply {
  if (!(error instanceof Error)) throw error;
  if (isCutOff(exchange)) return replyRefusal(exchange, { code: 'invalid_request' });
  const { correlation_id } = exchange.access;
  if (findDatabaseFailure(error) !== undefined) {
    logger.warn({ correlation_id, err: error }, 'database unavailable');
    return replyRefusal(exchange, { code: 'service_unavailable' });
  }
  logger.error({ correlation_id, err: error }, 'bug');
  return replyRefusal(exchange, { code: 'internal_error' });
}

/** Whether the client left before all of its request was here; a request that is read is destroyed too. */
function isCutOff({ request: { incoming } }: Exchange): boolean {
  return incoming?.destroyed === true && !incoming.complete;
}
