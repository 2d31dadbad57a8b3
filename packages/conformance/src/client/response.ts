import { z } from 'zod';
import { ConformanceFailure } from '../conformance-failure.ts';
import { describeRequest, type RawRequest } from './call.ts';
import { type ResponseOutcome, readOutcome } from './read-outcome.ts';
import { transportOf } from './transport.ts';

/** A response whose form is right: JSON, in the form that the contract has for it. */
export interface TestResponse {
  /** The request in one line. */
  readonly asked: string;
  readonly status: number;
  readonly headers: Headers;
  readonly correlationId: string;
  /** Nothing after HEAD. */
  readonly outcome: ResponseOutcome | undefined;
  /** One for each call of a tRPC batch; none if the batch failed as a whole. */
  readonly batch: readonly ResponseOutcome[];
}

const JSON_TYPE = /^application\/json\s*(;\s*charset=utf-8)?$/i;
const CorrelationId = z.uuid();

/** Reads a response; throws a ConformanceFailure at the first fault of its form. */
export async function readResponse(request: RawRequest, response: Response): Promise<TestResponse> {
  const { status, headers } = response;
  const asked = describeRequest(request);
  const text = await response.text();
  const correlationId = requireCorrelationId(asked, headers);
  const read = { asked, status, headers, correlationId };
  if (request.method === 'HEAD') {
    requireSame(asked, { body: '' }, { body: text });
    return { ...read, outcome: undefined, batch: [] };
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
  const received = { asked, over: transportOf(request.path), status, correlationId };
  if (!Array.isArray(body)) {
    const outcome = readOutcome({ ...received, body, operation: request.operation });
    return { ...read, outcome, batch: [] };
  }
  return { ...read, outcome: undefined, batch: readBatch(request, body, correlationId) };
}

function readBatch(
  request: RawRequest,
  bodies: readonly unknown[],
  correlationId: string,
): readonly ResponseOutcome[] {
  const asked = describeRequest(request);
  const { batch = [] } = request;
  requireSame(asked, { answers: batch.length }, { answers: bodies.length });
  return bodies.map((body, index) => {
    const operation = batch[index];
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

/** Headers that belong to a status. The cases check which methods `Allow` lists. */
function requirePromisedHeaders(asked: string, status: number, headers: Headers): void {
  const name = status === 405 ? 'allow' : status === 429 ? 'retry-after' : undefined;
  if (name === undefined || headers.has(name)) return;
  throw new ConformanceFailure({ asked, expected: `a header ${name}`, actual: 'none' });
}

function requireSame(asked: string, expected: unknown, actual: unknown): void {
  if (JSON.stringify(expected) === JSON.stringify(actual)) return;
  throw new ConformanceFailure({ asked, expected, actual });
}
