import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../cli.ts', import.meta.url));
/** A process that never ends is ended before the test times out. */
const LONGEST_LIFE_MS = 55_000;

/** How the command ended, with what it wrote. */
export interface Ended {
  /** Null when it took too long. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `portal-conformance` as a process of its own, to its end. */
export function runConformanceCommand(args: readonly string[]): Promise<Ended> {
  const options = { timeout: LONGEST_LIFE_MS, maxBuffer: Number.POSITIVE_INFINITY };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [COMMAND, ...args], options, (_, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr });
    });
  });
}
