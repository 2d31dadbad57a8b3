import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { resolve: find } = createRequire(import.meta.url);
const COMMAND = join(dirname(find('@portal/conformance')), 'cli.ts');
/** A process that never ends is ended before the test times out. */
const LONGEST_LIFE_MS = 55_000;

/** How the command ended, with what it wrote. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `portal-conformance` as a process of its own, to its end. */
export function runConformanceCommand(args: readonly string[]): Promise<Ended> {
  const options = { timeout: LONGEST_LIFE_MS, maxBuffer: Number.POSITIVE_INFINITY };
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], options, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}
