import {
  errorRegistry,
  matchOperation,
  type OperationId,
  type Outcome,
  type Refusal,
  toErrorReply,
} from '@portal/contract';
import { chooseExample } from '../choose-example.ts';
import { encodeExample, operationCodec } from '../operation-codecs.ts';
import { answerFromExamples, answerLive, type CallAnswer, serveExample } from './answer-call.ts';
import { type Answer, type MockExchange, NO_PROVENANCE } from './exchange.ts';
import { findViolations } from './find-violations.ts';
import { replyJson, type SoundReply } from './mock-reply.ts';
import { decodeText, readInput } from './read-input.ts';
import { refuseUnknownExample } from './unknown-example.ts';

/** Answers a REST request: routes and methods as the contract has them, then an example or the live world. */
export function answerRest(exchange: MockExchange): Answer | Promise<Answer> {
  const { request, url } = exchange;
  const match = matchOperation(request.method, url.pathname);
  if (match.found === 'operation') {
    return answerOperation(exchange, match.id, readInput(exchange, match.id, match.params));
  }
  if (decodeText(url.pathname) === undefined)
    return refuseRest(exchange, { code: 'invalid_request' });
  return refuseRest(
    exchange,
    match.found === 'path'
      ? { code: 'method_not_allowed', allow: match.allow }
      : { code: 'not_found' },
  );
}

/** A refusal of the request itself, before any operation is asked. */
export function refuseRest({ correlationId }: MockExchange, refusal: Refusal): Answer {
  return { ...NO_PROVENANCE, reply: replyRefusal(refusal, correlationId) };
}

async function answerOperation(
  exchange: MockExchange,
  id: OperationId,
  read: Outcome<unknown>,
): Promise<Answer> {
  const { controls, caller, correlationId } = exchange;
  const choice = chooseExample(id, controls, caller.viewer);
  if (choice.chosen === 'unknown') return refuseUnknownExample(exchange, id, choice);
  const violations = read.ok
    ? findViolations(id, read.value)
    : [errorRegistry[read.error.code].sentence];
  const strict = controls.strict ? ['handling=strict'] : [];
  if (controls.strict && violations.length > 0) {
    return { ...refuseRest(exchange, { code: 'invalid_request' }), violations, applied: strict };
  }
  const isChosen = choice.chosen === 'example';
  const answer = isChosen
    ? serveExample(id, choice.name, choice.example)
    : await answerByMode(exchange, id, read);
  const reply = encode(id, answer, correlationId);
  const served = answer.served === undefined ? [] : [answer.served];
  return {
    reply,
    served,
    violations,
    applied: [...(isChosen ? choice.applied : []), ...strict],
  };
}

async function answerByMode(
  { mode, caller }: MockExchange,
  id: OperationId,
  read: Outcome<unknown>,
): Promise<CallAnswer> {
  if (mode === 'examples') return answerFromExamples(id, caller, read.ok ? read.value : undefined);
  if (!read.ok) return { outcome: read };
  return answerLive(id, caller, () => operationCodec(id).parseInput(read.value));
}

function encode(
  id: OperationId,
  { outcome, isExample }: CallAnswer,
  correlationId: string,
): SoundReply {
  if (!outcome.ok) return replyRefusal(outcome.error, correlationId);
  return replyJson(
    isExample ? encodeExample(id, outcome) : operationCodec(id).encodeOutput(outcome.value),
  );
}

function replyRefusal(refusal: Refusal, correlationId: string): SoundReply {
  const { status, headers, body } = toErrorReply(refusal, correlationId);
  return replyJson(JSON.stringify(body), status, headers);
}
