import { type Asker, createAsker } from './asking/asker.ts';
import { ConformanceFailure, ConformanceSkip } from './conformance-failure.ts';
import { type CoverageKey, toCoverageText } from './coverage/coverage-key.ts';
import { findReasonToSkip, type Needs } from './needs.ts';
import type { Target } from './target.ts';

/** One thing the contract promises, asked of a target. */
export interface ConformanceCase {
  readonly group: string;
  readonly name: string;
  /** What of the coverage table it asks, as `operation status viewer kind`. */
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
  readonly check: (ask: Asker) => Promise<void>;
}

/** A case that starts in a world of its own and fails, too, when it did not meet what it says it covers. */
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
      const asker = createAsker(target);
      await asker.startOver();
      try {
        await check(asker);
      } finally {
        await asker.tidyUp();
      }
      requireCoverage(name, covers, asker.met);
    },
  };
}

function requireCoverage(asked: string, covers: readonly string[], met: ReadonlySet<string>): void {
  const unmet = covers.filter((text) => !met.has(text));
  if (unmet.length === 0) return;
  throw new ConformanceFailure({ asked, expected: covers, actual: [...met], differences: unmet });
}
