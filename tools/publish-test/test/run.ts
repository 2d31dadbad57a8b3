import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** How a process ended, with all that it wrote. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Longer than anything takes on a slow machine. */
const LONGEST_MS = 50_000;

/** Runs a program to its end, whatever that is; rejects when it does not come to one by itself. */
export function run(command: readonly [string, ...string[]], cwd: string): Promise<Ended> {
  const [file, ...args] = command;
  return new Promise((resolve, reject) => {
    const child = execFile(file, args, { cwd, timeout: LONGEST_MS }, (error, stdout, stderr) => {
      const { exitCode: code } = child;
      if (code === null) reject(error);
      else resolve({ code, stdout, stderr });
    });
  });
}

/** The path of a program that a folder has installed. */
export function findProgram(folder: string, name: string): string {
  return join(folder, 'node_modules/.bin', name);
}
