import type { Totals } from './totals.ts';

/** Why tests were skipped, a line a reason. */
export function formatSkipped({ reasons }: Totals): string {
  return Object.entries(reasons)
    .map(([reason, count]) => `${count} skipped: ${reason}\n`)
    .join('');
}

/** The totals on a line of their own. */
export function formatTotals({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped\n`;
}
