import { readTotals } from './test-totals.ts';

const { passed, failed } = readTotals(process.cwd());
process.stdout.write(`${passed} passed, ${failed} failed\n`);
