import type { ConformanceCase } from './conformance-case.ts';
import { ConformanceFailure, ConformanceSkip } from './conformance-failure.ts';
import type { Target } from './target.ts';

export type CaseEnding =
  | { readonly status: 'passed' }
  | { readonly status: 'skipped'; readonly reason: string }
  | { readonly status: 'failed'; readonly message: string };

export type CaseResult = CaseEnding & { readonly group: string; readonly name: string };

/** Runs the cases one after the other, and tells of each as it ends. */
export async function* runConformance(
  target: Target,
  cases: readonly ConformanceCase[],
): AsyncGenerator<CaseResult> {
  for (const one of cases) {
    const { group, name } = one;
    yield { group, name, ...(await runCase(one, target)) };
  }
}

async function runCase(one: ConformanceCase, target: Target): Promise<CaseEnding> {
  try {
    await one.run(target);
    return { status: 'passed' };
  } catch (error) {
    if (error instanceof ConformanceSkip) return { status: 'skipped', reason: error.message };
    return { status: 'failed', message: toMessage(error) };
  }
}

/** Whatever else a target throws, the case has not been answered as it should. */
function toMessage(error: unknown): string {
  if (error instanceof ConformanceFailure) return error.message;
  const { cause } = error as { readonly cause?: unknown };
  return cause === undefined ? String(error) : `${String(error)}: ${String(cause)}`;
}
