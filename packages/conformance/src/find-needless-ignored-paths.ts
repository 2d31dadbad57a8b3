import { replayInPopulation } from './cases/example-cases.ts';
import { createTestClient } from './client/test-client.ts';
import { ConformanceFailure } from './conformance-failure.ts';
import { contractTable, listExamples, type NamedExample } from './contract-table.ts';
import type { Target } from './target.ts';

/**
 * The ignored paths of examples, as `operation path`, at which a target of the population answers the examples' own
 * values. The target's clock must differ from the examples'.
 */
export async function findNeedlessIgnoredPaths(target: Target): Promise<readonly string[]> {
  const needless: string[] = [];
  for (const operation of contractTable) {
    const entries = listExamples(operation).filter(({ example }) => {
      return example.outcome.ok && example.given === undefined;
    });
    for (const [paths = [], sharing] of Map.groupBy(
      entries,
      (entry) => entry.example.ignoredPaths,
    )) {
      for (const path of paths) {
        const others = paths.filter((other) => other !== path);
        if (await areEqual(target, sharing, others)) needless.push(`${operation.id} ${path}`);
      }
    }
  }
  return needless;
}

async function areEqual(
  target: Target,
  entries: readonly NamedExample[],
  ignoredPaths: readonly string[],
): Promise<boolean> {
  try {
    for (const entry of entries) {
      await replayInPopulation(createTestClient(target), entry, ignoredPaths);
    }
    return true;
  } catch (error) {
    if (error instanceof ConformanceFailure) return false;
    throw error;
  }
}
