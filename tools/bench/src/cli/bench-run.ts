import type { CaseResult } from '../figures/row.ts';
import type { CheckedGoal } from '../goals/check-goals.ts';
import type { Form } from '../harness/harness.ts';

/** All that a run has found, as it is written to a file. */
export interface BenchRun {
  readonly form: Form;
  readonly machine: string;
  readonly users: number;
  readonly rounds: number;
  /** How many answers of each implementation were checked, and right. */
  readonly answers: Readonly<Record<string, number>>;
  readonly results: readonly CaseResult[];
  readonly goals: readonly CheckedGoal[];
}
