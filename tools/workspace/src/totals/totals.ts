/** How many tests passed, failed (also by not running because something else failed) and were skipped. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Why tests were skipped, and how many for each reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

export const NO_TOTALS: Totals = { passed: 0, failed: 0, skipped: 0, reasons: {} };

export function addTotals(one: Totals, other: Totals): Totals {
  const reasons = { ...one.reasons };
  for (const [reason, count] of Object.entries(other.reasons)) {
    reasons[reason] = (reasons[reason] ?? 0) + count;
  }
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    reasons,
  };
}
