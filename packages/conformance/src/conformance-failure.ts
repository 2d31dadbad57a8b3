import { diffJson, isBranch, show } from './json/diff-json.ts';

export interface FailureReport {
  /** What was asked, in a line. */
  readonly asked: string;
  readonly expected: unknown;
  readonly actual: unknown;
  /** Where the two differ, when that says more than the two themselves. */
  readonly differences?: readonly string[];
}

/** A target answered otherwise than the contract has it; the message tells what was asked, expected and answered. */
export class ConformanceFailure extends Error {
  readonly report: FailureReport;

  constructor(report: FailureReport) {
    super(toMessage(report));
    this.name = 'ConformanceFailure';
    this.report = report;
  }
}

/** A case cannot be asked of a target, for a reason the target has told. */
export class ConformanceSkip extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'ConformanceSkip';
  }
}

function toMessage({ asked, expected, actual, differences }: FailureReport): string {
  const isTold = differences === undefined && (!isBranch(expected) || !isBranch(actual));
  const lines = isTold ? [] : (differences ?? diffJson(expected, actual));
  return [
    asked,
    `  expected: ${show(expected)}`,
    `  came:     ${show(actual)}`,
    ...lines.map((line) => `  ${line}`),
  ].join('\n');
}
