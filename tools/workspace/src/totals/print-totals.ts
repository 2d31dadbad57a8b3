import { readFileSync } from 'node:fs';
import { formatTotals } from './format-totals.ts';
import { TOTALS_FILE } from './totals-reporter.ts';

/** What the last run of everything ended with; what was not skipped is not mentioned. */
const totals = JSON.parse(readFileSync(TOTALS_FILE, 'utf8'));
process.stdout.write(formatTotals(totals).replace(', 0 skipped', ''));
