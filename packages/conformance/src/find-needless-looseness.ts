import { type Example, examples, type NamedExample } from '@portal/contract';
import { createAsker } from './asking/asker.ts';
import { replayInPopulation } from './cases/example-cases.ts';
import { ConformanceFailure } from './conformance-failure.ts';
import { findLoosePaths, populationLoosePaths } from './expected/example-worlds.ts';
import type { Target } from './target.ts';

/**
 * The paths that the replay of examples leaves out without need, as `operation path`: a target that starts from the
 * population, at another moment than the examples', answers nothing else there.
 */
export async function findNeedlessLooseness(target: Target): Promise<readonly string[]> {
  const needless: string[] = [];
  for (const row of populationLoosePaths) {
    const entries = Object.entries<Example>(examples[row.operation])
      .map(([name, example]) => ({ operation: row.operation, name, example }))
      .filter(({ operation, name, example }) => {
        const paths = findLoosePaths(populationLoosePaths, operation, name);
        return example.outcome.ok && example.given === undefined && paths === row.paths;
      });
    for (const path of row.paths) {
      const others = row.paths.filter((other) => other !== path);
      if (await areAnswered(target, entries, others)) needless.push(`${row.operation} ${path}`);
    }
  }
  return needless;
}

async function areAnswered(
  target: Target,
  entries: readonly NamedExample[],
  loose: readonly string[],
): Promise<boolean> {
  try {
    for (const entry of entries) await replayInPopulation(createAsker(target), entry, loose);
    return true;
  } catch (error) {
    if (error instanceof ConformanceFailure) return false;
    throw error;
  }
}
