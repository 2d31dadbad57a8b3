import {
  allowedMethods,
  MAX_BATCH_SIZE,
  type OperationId,
  type Outcome,
  type Refusal,
  TRPC_ENDPOINT,
} from '@portal/contract';
import { type AnyTRPCRouter, TRPCError } from '@trpc/server';
import { resolveResponse, type TRPCRequestInfo } from '@trpc/server/http';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { abortOnError } from './abort-on-error.ts';
import type { Call, RunCall, ServerOptions } from './call.ts';
import { fail, JSON_TYPE } from './errors.ts';
import { readJsonBody } from './json-body.ts';
import type { PortalApp, PortalContext } from './portal-env.ts';
import { fromTrpcError } from './trpc-errors.ts';
import { correlationIds, createTrpcRouter, readRawInput, type TrpcContext } from './trpc-router.ts';

const PREFIX = `${TRPC_ENDPOINT}/`;

/** Serves every operation as a tRPC procedure; only the envelope differs from REST. */
export function mountTrpc(app: PortalApp, run: RunCall, options: ServerOptions): void {
  const router = createTrpcRouter(run, options);
  app.all(`${PREFIX}:procedures`, async (c) => {
    const procedures = decodeProcedures(c);
    if (procedures === undefined) return fail(c, { code: 'invalid_request' });
    if (procedures.includes('/')) return fail(c, { code: 'not_found' });
    c.set('operation', procedures);
    const { method } = c.req;
    if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') {
      return fail(c, refusalOfMethod(procedures, options));
    }
    const body: Outcome<string | undefined> =
      method === 'POST' ? await readJsonBody(c) : { ok: true, value: undefined };
    if (!body.ok && options.lenient !== true) return fail(c, body.error);
    return answer(c, { router, options, procedures, body });
  });
}

interface TrpcRequest {
  readonly router: AnyTRPCRouter;
  readonly options: ServerOptions;
  readonly procedures: string;
  readonly body: Outcome<string | undefined>;
}

async function answer(c: PortalContext, request: TrpcRequest): Promise<Response> {
  const { router, options, procedures, body } = request;
  let intercepted: Response | undefined;
  const response = await resolveResponse({
    req: toTrpcRequest(c, body.ok ? (body.value ?? '') : ''),
    path: new URL(c.req.url).pathname.slice(PREFIX.length),
    router,
    error: null,
    maxBatchSize: MAX_BATCH_SIZE,
    async createContext({ info }) {
      const context = createContext(c, info, body);
      if (options.intercept?.request !== undefined) {
        intercepted = options.intercept.request(c, await listCalls(info, context, options));
        // No call may run then.
        if (intercepted !== undefined) throw new TRPCError({ code: 'BAD_REQUEST' });
      }
      return context;
    },
    onError({ error, path }) {
      if (intercepted !== undefined) return;
      correlationIds.set(error, c.get('correlationId'));
      reportError(c, error, { path, options });
    },
  });
  if (intercepted !== undefined) return intercepted;
  return toResponse(c, response, { procedures, options });
}

/** The same answer made by Hono, which a `Response` of somebody else would take headers from. */
async function toResponse(
  c: PortalContext,
  response: Response,
  { procedures, options }: Pick<TrpcRequest, 'procedures' | 'options'>,
): Promise<Response> {
  const status = response.status as ContentfulStatusCode;
  const headers: Record<string, string> = { 'Content-Type': JSON_TYPE };
  if (status === 405) headers['Allow'] = listMethods(procedures, options).join(', ');
  for (const name of response.headers.get('vary')?.split(', ') ?? []) {
    c.header('Vary', name, { append: true });
  }
  // HEAD asks for the headers alone; Hono would not cancel a stream it drops.
  if (c.req.method === 'HEAD') return c.body(null, status, headers);
  if (response.body === null || !response.headers.has('transfer-encoding')) {
    return c.body(await response.text(), status, headers);
  }
  const onError = (error: unknown) => options.reportBug(c, error);
  // A request that is made in this process or in a page has no bindings.
  return c.body(abortOnError(response.body, c.env?.outgoing, onError), status, headers);
}

/** Only the parts of a request that tRPC is meant to read, so that no other header changes what it does. */
function toTrpcRequest(c: PortalContext, body: string): Request {
  const accept = c.req.header('trpc-accept');
  const request = {
    // tRPC itself would answer HEAD without a look at what is asked for.
    method: c.req.method === 'POST' ? 'POST' : 'GET',
    url: c.req.url,
    headers: new Headers({
      'content-type': JSON_TYPE,
      ...(accept !== undefined && { 'trpc-accept': accept }),
    }),
    signal: new AbortController().signal,
    text: async () => body,
  };
  return request as Request;
}

function createContext(
  c: PortalContext,
  info: TRPCRequestInfo,
  body: Outcome<unknown>,
): TrpcContext {
  return {
    c,
    isAlone: info.calls.length === 1 && c.req.header('trpc-accept') === undefined,
    unreadable: body.ok ? undefined : body,
  };
}

/** The calls of a request whose procedures exist, for an interceptor. */
async function listCalls(
  { calls }: TRPCRequestInfo,
  { unreadable }: TrpcContext,
  { operations }: ServerOptions,
): Promise<readonly Call[]> {
  const known = new Map(operations);
  const found = calls.map(async ({ path, batchIndex, getRawInput }) => {
    const operation = known.get(path);
    if (operation === undefined) return [];
    const input = unreadable ?? (await readRawInput(operation, getRawInput));
    return [{ index: batchIndex, id: path as OperationId, input }];
  });
  return (await Promise.all(found)).flat();
}

interface FailedCall {
  readonly path: string | undefined;
  readonly options: ServerOptions;
}

function reportError(c: PortalContext, error: TRPCError, { path, options }: FailedCall): void {
  const { code } = fromTrpcError(error);
  c.get('onCall')?.(path, code);
  if (code === 'internal_error') options.reportBug(c, error.cause ?? error);
}

/** The names of the procedures, decoded; undefined if their encoding is broken. */
function decodeProcedures(c: PortalContext): string | undefined {
  try {
    return decodeURIComponent(c.req.path.slice(PREFIX.length));
  } catch {
    return undefined;
  }
}

function refusalOfMethod(procedures: string, options: ServerOptions): Refusal {
  const allow = listMethods(procedures, options);
  return allow.length === 0 ? { code: 'not_found' } : { code: 'method_not_allowed', allow };
}

/** The methods that the named procedures take, together. */
function listMethods(procedures: string, { operations }: ServerOptions): readonly string[] {
  const names = procedures.split(',');
  const named = operations.filter(([id]) => names.includes(id));
  return [...new Set(named.flatMap(([, { method }]) => allowedMethods(method)))];
}
