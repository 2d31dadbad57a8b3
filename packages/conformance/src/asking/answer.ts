import { type OperationId, TRPC_ENDPOINT } from '@portal/contract';
import { z } from 'zod';
import { ConformanceFailure } from '../conformance-failure.ts';
import { describeQuestion, type RawQuestion } from './question.ts';
import { type AnswerOutcome, readOutcome } from './read-outcome.ts';
import { type Transport, transportOf } from './transport.ts';

/** An answer whose form is sound: it is JSON, and says what it says in the one form the contract has for it. */
export interface Answer {
  /** What was asked, in a line. */
  readonly asked: string;
  readonly status: number;
  readonly headers: Headers;
  readonly correlationId: string;
  /** Nothing after HEAD. */
  readonly outcome: AnswerOutcome | undefined;
  /** One for each call of a tRPC batch that was not refused whole. */
  readonly batch: readonly AnswerOutcome[];
}

const JSON_TYPE = /^application\/json\s*(;\s*charset=utf-8)?$/i;
const CorrelationId = z.uuid();

/** Reads an answer; throws a ConformanceFailure at the first thing about its form that is wrong. */
export async function readAnswer(question: RawQuestion, response: Response): Promise<Answer> {
  const { status, headers } = response;
  const asked = describeQuestion(question);
  const text = await response.text();
  const correlationId = requireCorrelationId(asked, headers);
  const sound = { asked, status, headers, correlationId };
  if (question.method === 'HEAD') {
    requireSame(asked, { body: '' }, { body: text });
    return { ...sound, outcome: undefined, batch: [] };
  }
  if (!JSON_TYPE.test(headers.get('content-type') ?? '')) {
    const actual = { status, 'content-type': headers.get('content-type') };
    throw new ConformanceFailure({
      asked,
      expected: { 'content-type': 'application/json' },
      actual,
    });
  }
  const body = parseBody(asked, text);
  requirePromisedHeaders(asked, status, headers);
  const received = { asked, over: formOf(question), status, correlationId };
  if (!Array.isArray(body)) {
    const outcome = readOutcome({ ...received, body, operation: question.operation });
    return { ...sound, outcome, batch: [] };
  }
  return { ...sound, outcome: undefined, batch: readBatch(question, body, correlationId) };
}

function readBatch(
  question: RawQuestion,
  bodies: readonly unknown[],
  correlationId: string,
): readonly AnswerOutcome[] {
  const procedures = decodeURIComponent(question.path).slice(TRPC_ENDPOINT.length + 1);
  const ids = (procedures.split('?')[0] ?? '').split(',') as OperationId[];
  const asked = describeQuestion(question);
  requireSame(asked, { answers: ids.length }, { answers: bodies.length });
  return bodies.map((body, index) => {
    const operation = ids[index];
    const status = statusOf(body);
    return readOutcome({ asked, over: 'tRPC', status, body, correlationId, operation });
  });
}

function statusOf(body: unknown): number {
  const { error } = body as {
    readonly error?: { readonly data?: { readonly httpStatus?: number } };
  };
  return error === undefined ? 200 : (error.data?.httpStatus ?? 0);
}

function formOf({ path }: RawQuestion): Transport {
  return transportOf(path);
}

function requireCorrelationId(asked: string, headers: Headers): string {
  const correlationId = headers.get('x-correlation-id');
  if (correlationId !== null && CorrelationId.safeParse(correlationId).success)
    return correlationId;
  const actual = { 'x-correlation-id': correlationId };
  throw new ConformanceFailure({ asked, expected: { 'x-correlation-id': 'a UUID' }, actual });
}

function parseBody(asked: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ConformanceFailure({ asked, expected: 'JSON', actual: text });
  }
}

/** What comes with a status beside its body; which methods `Allow` must list is for the cases to say. */
function requirePromisedHeaders(asked: string, status: number, headers: Headers): void {
  const name = status === 405 ? 'allow' : status === 429 ? 'retry-after' : undefined;
  if (name === undefined || headers.has(name)) return;
  throw new ConformanceFailure({ asked, expected: `a header ${name}`, actual: 'none' });
}

function requireSame(asked: string, expected: unknown, actual: unknown): void {
  if (JSON.stringify(expected) === JSON.stringify(actual)) return;
  throw new ConformanceFailure({ asked, expected, actual });
}
