import type { Row } from '../figures/row.ts';
import type { Harness } from '../harness/harness.ts';
import type { Implementation } from '../implementation.ts';

/** One table of figures. */
export interface Case {
  /** As the command line takes it. */
  readonly name: string;
  readonly title: string;
  /** Whether an implementation takes part. */
  isFor(implementation: Implementation): boolean;
  /** Measures those who take part; throws when one of them does not answer as it must. */
  run(harness: Harness, implementations: readonly Implementation[]): Promise<readonly Row[]>;
}
