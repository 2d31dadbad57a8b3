import {
  allowedMethods,
  handleTrpcRequest,
  type OperationId,
  type Outcome,
  operationEntries,
  type PortalContext,
  type PortalService,
  type Refusal,
  refusalHeaders,
} from '@portal/contract';
import { answerFromExamples, answerLive, type CallAnswer, serveExample } from './answer-call.ts';
import type { MockExchange } from './exchange.ts';
import type { SoundReply } from './mock-reply.ts';
import { type TrpcBatch, toRouterRequest } from './trpc-batch.ts';

/** The router's answer, read to its end: a streamed one is only then known to have asked every procedure. */
export async function askRouter(
  exchange: MockExchange,
  batch: TrpcBatch,
): Promise<readonly [SoundReply, readonly string[]]> {
  const served = new Map<OperationId, string[]>();
  const expected: Refusal[] = [];
  const bugs: unknown[] = [];
  const promised = new Headers();
  const service = createService(async (id, input) => {
    const { served: label = '', outcome } = await answerCall(exchange, batch, { id, input });
    served.set(id, [...(served.get(id) ?? []), label]);
    if (!outcome.ok) {
      if (outcome.error.code === 'internal_error') expected.push(outcome.error);
      for (const header of Object.entries(refusalHeaders(outcome.error))) promised.set(...header);
    }
    return outcome;
  });
  // An example of a bug is reported too, and is none.
  const context = createContext(
    exchange,
    service,
    (bug) => void (expected.pop() ?? bugs.push(bug)),
  );
  const answered = await handleTrpcRequest(toRouterRequest(exchange, batch), context);
  const { status, headers } = answered;
  const text = await answered.text();
  headers.delete('Transfer-Encoding');
  // tRPC itself knows of no headers that an error promises.
  const wait = promised.get('Retry-After');
  if (status === 429 && wait !== null) headers.set('Retry-After', wait);
  if (status === 405) headers.set('Allow', listMethods(batch.calls.map(({ id }) => id)).join(', '));
  if (bugs.length > 0) throw bugs[0];
  const labels = batch.calls.flatMap(({ id }) => served.get(id)?.shift() || []);
  return [{ status, headers: Object.fromEntries(headers), body: text }, labels];
}

function createContext(
  { correlationId }: MockExchange,
  service: PortalService,
  reportBug: PortalContext['reportBug'],
): PortalContext {
  return {
    correlation_id: correlationId,
    service,
    // The session is judged where an answer depends on it, for both transports alike.
    authenticate: async () => ({ ok: true, value: { id: 0, permission_level: 0 } }),
    reportBug,
  };
}

interface Call {
  readonly id: OperationId;
  readonly input: unknown;
}

async function answerCall(
  { caller, mode }: MockExchange,
  { calls }: TrpcBatch,
  { id, input }: Call,
): Promise<CallAnswer> {
  const choice = calls.find((call) => call.id === id)?.choice;
  if (choice?.chosen === 'example') return serveExample(id, choice.name, choice.example);
  if (mode === 'examples') return answerFromExamples(id, caller, input);
  return answerLive(id, caller, () => ({ ok: true, value: input }));
}

/** A service whose every operation asks one function. */
function createService(
  answer: (id: OperationId, input: unknown) => Promise<Outcome<unknown>>,
): PortalService {
  const entries = operationEntries.map(([id]) => {
    return [id, (_viewer: unknown, input: unknown) => answer(id, input)];
  });
  return Object.fromEntries(entries) as PortalService;
}

/** The methods that the operations among these names take. */
export function listMethods(procedures: readonly string[]): readonly string[] {
  const named = operationEntries.filter(([id]) => procedures.includes(id));
  return [...new Set(named.flatMap(([, { method }]) => allowedMethods(method)))];
}
