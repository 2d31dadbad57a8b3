import type { ErrorCode } from '@portal/contract';
import { ConformanceFailure } from '../conformance-failure.ts';
import { diffJson } from '../json/diff-json.ts';
import { loosen } from '../json/loosen.ts';
import type { Target } from '../target.ts';
import type { ResponseOutcome } from './read-outcome.ts';
import type { TestResponse } from './response.ts';

/** What moves by itself when its user asks anything: in a user, and in the answer of an update. */
export const ACTIVITY_PATHS = ['last_activity_at', 'user.last_activity_at'];

/** Throws unless the answer is this value; `loose` are the paths in it that are not compared. */
export function expectValue(
  answer: Pick<TestResponse, 'asked' | 'outcome'>,
  value: unknown,
  loose: readonly string[] = [],
): void {
  expectOutcome(
    answer,
    { status: 200, value },
    loose.map((path) => `value.${path}`),
  );
}

/** Throws unless the answer is this error, with this and nothing else beside its sentence. */
export function expectError(
  answer: Pick<TestResponse, 'asked' | 'outcome'>,
  code: ErrorCode,
  context: Readonly<Record<string, unknown>> = {},
): void {
  const { outcome } = answer;
  const actual = outcome !== undefined && 'code' in outcome ? toError(outcome) : outcome;
  expectSame(answer.asked, { code, context }, actual);
}

/** Throws unless two JSON values are equal, keys in order. */
export function expectSame(asked: string, expected: unknown, actual: unknown): void {
  const differences = diffJson(expected, actual);
  if (differences.length > 0)
    throw new ConformanceFailure({ asked, expected, actual, differences });
}

/** The value of an answer that must be one. */
export function requireValueOf<TValue>({
  asked,
  outcome,
}: Pick<TestResponse, 'asked' | 'outcome'>): TValue {
  if (outcome !== undefined && 'value' in outcome) return outcome.value as TValue;
  throw new ConformanceFailure({ asked, expected: 'a value', actual: outcome });
}

export function expectOutcome(
  { asked, outcome }: Pick<TestResponse, 'asked' | 'outcome'>,
  expected: unknown,
  loose: readonly string[] = [],
): void {
  const differences = diffJson(loosen(expected, loose), loosen(outcome, loose));
  if (differences.length === 0) return;
  throw new ConformanceFailure({ asked, expected, actual: outcome, differences });
}

/** Statuses of requests that an operation never gets to see. */
const REJECTED = [400, 401, 403, 405, 413, 415];

/**
 * Throws unless a good call was let through to its operation. A target whose users are unknown may answer it with an
 * error of the operation, such as 404 for a user that it does not have.
 */
export function expectAdmitted({ capabilities }: Target, { asked, status }: TestResponse): void {
  if (capabilities.world !== 'unknown') expectSame(asked, 200, status);
  if (!REJECTED.includes(status)) return;
  throw new ConformanceFailure({ asked, expected: 'an answer of the operation', actual: status });
}

function toError({ code, context }: Extract<ResponseOutcome, { code: ErrorCode }>): unknown {
  return { code, context };
}
