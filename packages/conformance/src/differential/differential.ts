import type { ExampleViewer } from '@portal/contract';
import fc from 'fast-check';
import { ConformanceFailure } from '../conformance-failure.ts';
import { diffJson } from '../json/diff-json.ts';
import type { Target } from '../target.ts';
import { arbitraryRequest, type GeneratedRequest } from './arbitrary-request.ts';
import { toComparable } from './comparable.ts';

export interface DifferentialOptions {
  /** Repeats a run. @default any */
  readonly seed?: number;
  /** How many requests to send to each target. @default 1000 */
  readonly requests?: number;
}

export interface DifferentialReport {
  readonly seed: number;
  readonly requests: number;
  /** How many answers had each status. */
  readonly statuses: Readonly<Record<number, number>>;
  /** The shortest sequence found after which the two differ; undefined when they never did. */
  readonly difference?: string;
}

/** The requests of one session, from a fresh world on. */
interface Sequence {
  readonly viewer: ExampleViewer;
  readonly requests: readonly GeneratedRequest[];
}

const DEFAULT_REQUESTS = 1000;
const MAX_LENGTH = 16;

const arbitrarySequence: fc.Arbitrary<Sequence> = fc.record({
  viewer: fc.oneof(
    { weight: 8, arbitrary: fc.constant<ExampleViewer>('user') },
    { weight: 5, arbitrary: fc.constantFrom<ExampleViewer>('moderator', 'admin', 'owner') },
    { weight: 1, arbitrary: fc.constantFrom<ExampleViewer>('anonymous', 'banned', 'timed_out') },
  ),
  requests: fc.array(arbitraryRequest, { minLength: 1, maxLength: MAX_LENGTH, size: 'max' }),
});

/**
 * Sends generated requests to two targets that start from the population, and holds their answers together.
 * Ids and the clocks' moments aside, they must be equal.
 */
export async function differential(
  one: Target,
  other: Target,
  { seed = Date.now() & 0x7fffffff, requests = DEFAULT_REQUESTS }: DifferentialOptions = {},
): Promise<DifferentialReport> {
  const statuses: Record<number, number> = {};
  let sent = 0;
  let failed = false;
  const holds = fc.asyncProperty(arbitrarySequence, async (sequence) => {
    // What has failed is sent again and again, to find the shortest sequence that does.
    if (sent >= requests && !failed) return;
    const asked: GeneratedRequest[] = [];
    for await (const { request, status, differences } of compareSequence(one, other, sequence)) {
      sent += 1;
      asked.push(request);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (differences.length === 0) continue;
      failed = true;
      throw toFailure({ ...sequence, requests: asked }, differences);
    }
  });
  const details = await fc.check(holds, { seed, numRuns: requests });
  const report = { seed, requests: sent, statuses };
  return details.failed ? { ...report, difference: toText(details) } : report;
}

interface Comparison {
  readonly request: GeneratedRequest;
  readonly status: number;
  readonly differences: readonly string[];
}

async function* compareSequence(
  one: Target,
  other: Target,
  { viewer, requests }: Sequence,
): AsyncGenerator<Comparison> {
  const ways = [await begin(one, viewer), await begin(other, viewer)] as const;
  for (const request of requests) {
    const [expected, actual] = await Promise.all(ways.map((send) => send(request)));
    const status = expected?.status ?? 0;
    yield { request, status, differences: diffJson(expected, actual) };
  }
}

/** A fresh world and session; answers what sends requests in it. */
async function begin(target: Target, viewer: ExampleViewer) {
  await target.reset?.();
  const session = viewer === 'anonymous' ? undefined : await target.signIn?.(viewer);
  const cookies = { session, none: undefined, twice: session && `${session}; ${session}` };
  return async ({ method, path, headers, body, cookie }: GeneratedRequest) => {
    const sent = cookies[cookie];
    const init = { method, headers: { ...headers, ...(sent !== undefined && { cookie: sent }) } };
    const request = new Request(target.url + path, body === undefined ? init : { ...init, body });
    return toComparable(await target.fetch(request, sent));
  };
}

function toFailure(sequence: Sequence, differences: readonly string[]): ConformanceFailure {
  const asked = [
    `as ${sequence.viewer}:`,
    ...sequence.requests.map((request) => `  ${JSON.stringify(request)}`),
  ].join('\n');
  return new ConformanceFailure({
    asked,
    expected: 'equal answers',
    actual: 'others',
    differences,
  });
}

function toText({ counterexample, errorInstance }: fc.RunDetails<[Sequence]>): string {
  if (errorInstance instanceof ConformanceFailure) return errorInstance.message;
  return `${JSON.stringify(counterexample)}\n${String(errorInstance)}`;
}
