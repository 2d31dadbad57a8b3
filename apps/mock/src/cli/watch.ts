import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { OperatorError } from '@portal/serving/operator-error';
import { onStopSignal } from '@portal/serving/stop-on-signal';

/** Runs the same command under `node --watch`; throws an OperatorError where no file can be watched. */
export function watchAndRestart(): void {
  requireWatching();
  const [, script = '', ...args] = process.argv;
  const withoutWatch = args.filter((arg) => arg !== '--watch');
  const child = spawn(
    process.execPath,
    ['--watch', '--watch-preserve-output', script, ...withoutWatch],
    { stdio: 'inherit' },
  );
  // Node's own watcher passes these two on, and would leave the server behind at another.
  onStopSignal((signal) => child.kill(signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM'));
  child.on('exit', (code) => process.exit(code ?? 1));
}

/** Node itself says nothing when the system's limit of watched files is reached. */
function requireWatching(): void {
  try {
    watch(new URL('.', import.meta.url)).close();
  } catch (error) {
    throw new OperatorError(`cannot watch for changes: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
