import {
  allowedMethods,
  handleTrpcRequest,
  type Outcome,
  operationEntries,
  type PortalContext,
  refuse,
  TRPC_ENDPOINT,
  type TrpcRequest,
} from '@portal/contract';
import type { Logger } from 'pino';
import { MAX_FIELD_LENGTH } from './access-log.ts';
import type { Exchange, Step } from './exchange.ts';
import type { HttpRequest } from './http-request.ts';
import { readJsonBody } from './limits/json-body.ts';
import { JSON_TYPE, type Reply, replyRefusal } from './reply.ts';
import type { TransportDependencies } from './rest-adapter.ts';

const PREFIX = `${TRPC_ENDPOINT}/`;

export interface TrpcDependencies extends TransportDependencies {
  readonly logger: Logger;
}

/** Serves the contract's tRPC router; what differs from REST is only the envelope. */
export function createServeTrpc(dependencies: TrpcDependencies): Step {
  return (exchange) => {
    const procedures = findProcedures(exchange.path);
    return procedures === undefined ? undefined : answer(exchange, procedures, dependencies);
  };
}

/** The one segment below the endpoint, decoded. */
function findProcedures(path: string): string | undefined {
  if (!path.startsWith(PREFIX)) return undefined;
  const segment = path.slice(PREFIX.length);
  return segment === '' || segment.includes('/') ? undefined : decodeURIComponent(segment);
}

async function answer(
  exchange: Exchange,
  procedures: string,
  dependencies: TrpcDependencies,
): Promise<Reply> {
  exchange.access.operation = encodeURI(procedures).slice(0, MAX_FIELD_LENGTH);
  const request = await toTrpcRequest(exchange.request, procedures);
  if (!request.ok) return replyRefusal(exchange, request.error);
  const response = await handleTrpcRequest(request.value, createContext(exchange, dependencies));
  const reply = await toReply(response);
  if (reply.status !== 405) return reply;
  // tRPC leaves out HEAD, which it answers.
  return { ...reply, headers: { ...reply.headers, allow: listMethods(procedures).join(', ') } };
}

/** A request with only the parts that tRPC is meant to read, so that no other header steers it. */
async function toTrpcRequest(
  request: HttpRequest,
  procedures: string,
): Promise<Outcome<TrpcRequest>> {
  const { method } = request;
  switch (method) {
    case 'GET':
    case 'HEAD':
      // tRPC itself would answer HEAD without a look at what is asked for.
      return { ok: true, value: createTrpcRequest('GET', request) };
    case 'POST': {
      const body = await readJsonBody(request);
      return body.ok ? { ok: true, value: createTrpcRequest('POST', request, body.value) } : body;
    }
    default:
      return refuseMethod(procedures);
  }
}

function createTrpcRequest(
  method: 'GET' | 'POST',
  { target, headers }: HttpRequest,
  body = '',
): TrpcRequest {
  return {
    method,
    url: `http://portal${target}`,
    headers: new Headers({ 'content-type': JSON_TYPE, ...pickAccept(headers['trpc-accept']) }),
    signal: new AbortController().signal,
    text: async () => body,
  };
}

/** How a batch asks for its answers one by one. */
function pickAccept(accept: string | undefined): Record<string, string> {
  return accept === undefined ? {} : { 'trpc-accept': accept };
}

/** A stream stays one; anything else is read, so that its length is known. */
async function toReply(response: Response): Promise<Reply> {
  const { status, body } = response;
  const headers = Object.fromEntries(response.headers);
  const isStream = body !== null && headers['transfer-encoding'] !== undefined;
  return { status, headers, body: isStream ? body : body && (await response.text()) };
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
  { access, request, reportCall }: Exchange,
  { service, authenticate, logger }: TrpcDependencies,
): PortalContext {
  const { correlation_id } = access;
  let judged: ReturnType<PortalContext['authenticate']> | undefined;
  const judge = async () => {
    const viewer = await authenticate(request.headers['cookie']);
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
