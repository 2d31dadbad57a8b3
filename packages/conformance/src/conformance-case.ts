import { createTestClient, type TestClient } from './client/test-client.ts';
import { ConformanceFailure, ConformanceSkip } from './conformance-failure.ts';
import { type CoverageKey, toCoverageText } from './coverage/coverage-key.ts';
import { findReasonToSkip, type Needs } from './needs.ts';
import type { Target } from './target.ts';

/** One promise of the contract, checked on a target. */
export interface ConformanceCase {
  readonly group: string;
  readonly name: string;
  /** The rows of the coverage table that it checks, as `operation status viewer kind`. */
  readonly covers: readonly string[];
  readonly needs: Needs;
  /** Rejects with a ConformanceFailure, or with a ConformanceSkip where the target lacks what the case needs. */
  run(target: Target): Promise<void>;
}

export interface CaseDefinition {
  readonly group: string;
  readonly name: string;
  readonly covers?: readonly CoverageKey[];
  readonly needs?: Needs;
  readonly check: (client: TestClient) => Promise<void>;
}

/** A case that starts from the target's initial state. It also fails if it did not meet what it says it covers. */
export function defineCase(definition: CaseDefinition): ConformanceCase {
  const { group, name, needs = {}, check } = definition;
  const covers = (definition.covers ?? []).map(toCoverageText);
  return {
    group,
    name,
    covers,
    needs,
    async run(target) {
      const reason = findReasonToSkip(needs, target);
      if (reason !== undefined) throw new ConformanceSkip(reason);
      const client = createTestClient(target);
      await client.startOver();
      try {
        await check(client);
      } finally {
        await client.restore();
      }
      // A target whose users are unknown may not have the user of a promise.
      if (target.capabilities.world !== 'unknown') requireCoverage(name, covers, client.met);
    },
  };
}

function requireCoverage(asked: string, covers: readonly string[], met: ReadonlySet<string>): void {
  const unmet = covers.filter((text) => !met.has(text));
  if (unmet.length === 0) return;
  throw new ConformanceFailure({ asked, expected: covers, actual: [...met], differences: unmet });
}
