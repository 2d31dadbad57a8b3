import {
  allowedMethods,
  handleTrpcRequest,
  type Outcome,
  operationEntries,
  type PortalContext,
  refuse,
  TRPC_ENDPOINT,
} from '@portal/contract';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { MAX_FIELD_LENGTH } from './access-log.ts';
import { readJsonBody } from './limits/json-body.ts';
import type { PortalEnv, PortalHttpContext } from './portal-env.ts';
import { respondRefusal } from './respond.ts';
import type { TransportDependencies } from './rest-adapter.ts';

export interface TrpcDependencies extends TransportDependencies {
  readonly logger: Logger;
}

/** Serves the contract's tRPC router; what differs from REST is only the envelope. */
export function mountTrpc(app: Hono<PortalEnv>, dependencies: TrpcDependencies): void {
  app.all(`${TRPC_ENDPOINT}/:procedures`, async (c) => {
    const procedures = c.req.param('procedures');
    c.var.access.operation = encodeURI(procedures).slice(0, MAX_FIELD_LENGTH);
    const request = await toTrpcRequest(c);
    if (!request.ok) return respondRefusal(c, request.error);
    const response = await handleTrpcRequest(request.value, createContext(c, dependencies));
    // tRPC leaves out HEAD, which it answers.
    if (response.status === 405) response.headers.set('Allow', listMethods(procedures).join(', '));
    return response;
  });
}

/** A request with only the parts that tRPC is meant to read, so that no other header steers it. */
async function toTrpcRequest(c: PortalHttpContext): Promise<Outcome<Request>> {
  const headers = { 'content-type': 'application/json', ...pickAccept(c) };
  switch (c.req.method) {
    case 'GET':
    case 'HEAD':
      return { ok: true, value: new Request(c.req.url, { headers }) };
    case 'POST': {
      const body = await readJsonBody(c);
      if (!body.ok) return body;
      const init = { method: 'POST', headers, body: body.value ?? '' };
      return { ok: true, value: new Request(c.req.url, init) };
    }
    default:
      return refuseMethod(c.req.param('procedures') ?? '');
  }
}

/** How a batch asks for its answers one by one. */
function pickAccept(c: PortalHttpContext): Record<string, string> {
  const accept = c.req.header('trpc-accept');
  return accept === undefined ? {} : { 'trpc-accept': accept };
}

/** What is named is known and takes other methods, or there is nothing of that name. */
function refuseMethod(procedures: string): Outcome<never> {
  const allow = listMethods(procedures);
  return refuse(allow.length === 0 ? { code: 'not_found' } : { code: 'method_not_allowed', allow });
}

function listMethods(procedures: string): readonly string[] {
  const ids = procedures.split(',');
  const named = operationEntries.filter(([id]) => ids.includes(id));
  return [...new Set(named.flatMap(([, { method }]) => allowedMethods(method)))];
}

/** One context serves a whole batch: its session is judged once. */
function createContext(
  c: PortalHttpContext,
  { service, authenticate, logger }: TrpcDependencies,
): PortalContext {
  const { correlation_id, access, reportCall } = c.var;
  let judged: ReturnType<PortalContext['authenticate']> | undefined;
  const judge = async () => {
    const viewer = await authenticate(c.req.header('cookie'));
    if (viewer.ok) access.user_id = viewer.value.id;
    return viewer;
  };
  return {
    correlation_id,
    service,
    authenticate: () => (judged ??= judge()),
    reportCall,
    reportBug: (error) => logger.error({ correlation_id, err: error }, 'bug'),
  };
}
