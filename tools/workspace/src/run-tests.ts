import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findChromium } from './browser/find-chromium.ts';
import { findMissing } from './tools/optional-tools.ts';
import { formatSkipped, formatTotals } from './totals/format-totals.ts';
import { readTotals } from './totals/read-totals.ts';
import { TOTALS_FILE } from './totals/totals-reporter.ts';

/** What `test` and `check` at the root run: every check of every package, then the totals. */
const ROOT = process.cwd();
const CHECKS = ['lint', 'boundaries', 'types', 'test'];
const OPTIONS = ['--continue', '--output-logs=new-only', '--log-order=grouped'];

const options = process.argv.slice(2);
const unknown = options.find((option) => option !== '--force');
if (unknown !== undefined) {
  process.stderr.write(
    `${unknown} is unknown: --force runs again what has not changed. One package alone: npx -y pnpm@12 --filter @portal/domain test\n`,
  );
  process.exit(2);
}

const missing = findMissing();
process.stdout.write(
  missing === undefined
    ? 'All optional tools are here.\n'
    : `${missing}: the tests that drive them are skipped.\n`,
);
// Unpacked while nothing else runs, which no test has to wait for; where there is none, the tests say so.
await findChromium().catch(() => undefined);
for (const file of globSync(`{,*/*/}${TOTALS_FILE}`, { cwd: ROOT })) rmSync(join(ROOT, file));
const turbo = spawn('turbo', ['run', ...CHECKS, ...OPTIONS, ...options], {
  stdio: 'inherit',
  // Results of a machine with other tools are not results of this one.
  // biome-ignore lint/style/noProcessEnv: what runs below has the environment of who started this
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', PORTAL_TOOLS_MISSING: missing ?? '' },
});
const [code] = await once(turbo, 'exit');

const counted = readTotals(ROOT);
// A check that failed beside the tests is a failure too.
const totals = { ...counted, failed: Math.max(counted.failed, code === 0 ? 0 : 1) };
mkdirSync(join(ROOT, dirname(TOTALS_FILE)), { recursive: true });
writeFileSync(join(ROOT, TOTALS_FILE), JSON.stringify(totals));
process.stdout.write(formatSkipped(totals) + formatTotals(totals));
process.exitCode = totals.failed === 0 ? 0 : 1;
