import {
  errorRegistry,
  type Outcome,
  type Refusal,
  refusalHeaders,
  toTrpcErrorShape,
} from '@portal/contract';
import { askRouter, listMethods } from './ask-router.ts';
import { type Answer, type MockExchange, NO_PROVENANCE } from './exchange.ts';
import { findViolations } from './find-violations.ts';
import { replyJson } from './mock-reply.ts';
import { readBody } from './read-input.ts';
import { readBatch, readProcedures, type TrpcBatch } from './trpc-batch.ts';
import { refuseUnknownExample } from './unknown-example.ts';

const METHODS = ['GET', 'HEAD', 'POST'];

/** Answers a tRPC request, batched or not, through the contract's own router over the same examples as REST. */
export async function answerTrpc(exchange: MockExchange): Promise<Answer> {
  const { request, url, mode } = exchange;
  const procedures = readProcedures(url);
  if (procedures === undefined) return refuseTrpc(exchange, { code: 'invalid_request' });
  if (procedures.join() === '' || procedures.some((name) => name.includes('/'))) {
    return refuseTrpc(exchange, { code: 'not_found' });
  }
  if (!METHODS.includes(request.method)) return refuseTrpc(exchange, refuseMethod(procedures));
  const read = request.method === 'POST' ? readBody(exchange) : NOTHING_READ;
  if (!read.ok && mode === 'live') return refuseTrpc(exchange, read.error);
  const batch = readBatch(exchange, procedures, read.ok ? read.value : undefined);
  const violations = read.ok
    ? findBatchViolations(batch)
    : [errorRegistry[read.error.code].sentence];
  return answerBatch(exchange, batch, violations);
}

/** A refusal of the whole request, before any procedure is asked. */
export function refuseTrpc({ correlationId }: MockExchange, refusal: Refusal): Answer {
  const shape = toTrpcErrorShape(refusal, correlationId);
  const text = JSON.stringify({ error: shape });
  const reply = replyJson(text, shape.data.httpStatus, refusalHeaders(refusal));
  return { ...NO_PROVENANCE, reply };
}

const NOTHING_READ: Outcome<string | undefined> = { ok: true, value: undefined };

async function answerBatch(
  exchange: MockExchange,
  batch: TrpcBatch,
  violations: readonly string[],
): Promise<Answer> {
  for (const { id, choice } of batch.calls) {
    if (choice.chosen === 'unknown') return refuseUnknownExample(exchange, id, choice);
  }
  const strict = exchange.controls.strict ? ['handling=strict'] : [];
  if (exchange.controls.strict && violations.length > 0) {
    return { ...refuseTrpc(exchange, { code: 'invalid_request' }), violations, applied: strict };
  }
  const [reply, served] = await askRouter(exchange, batch);
  const applied = batch.calls.flatMap(({ choice }) =>
    choice.chosen === 'example' ? choice.applied : [],
  );
  return { reply, served, violations, applied: [...new Set([...applied, ...strict])] };
}

/** What the calls break, with the name of each call where there are several. */
function findBatchViolations({ calls }: TrpcBatch): readonly string[] {
  return calls.flatMap(({ id, input }) => {
    const violations = findViolations(id, input);
    return calls.length > 1 ? violations.map((sentence) => `${id}: ${sentence}`) : violations;
  });
}

/** What is named is known and takes other methods, or there is nothing of that name. */
function refuseMethod(procedures: readonly string[]): Refusal {
  const allow = listMethods(procedures);
  return allow.length === 0 ? { code: 'not_found' } : { code: 'method_not_allowed', allow };
}
