import { watchLaunchers } from './launchers.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Stops a server at the first signal and then ends the process with 0, whatever is still open. A terminal's signal
 * comes more than once, through every parent. When the package manager that started it is gone, it stops too.
 */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  onStopSignal(() => {
    if (!stopping) void stop().then(() => process.exit(0));
    stopping = true;
  });
}

/** Runs at each signal to stop, instead of what Node does by default. */
export function onStopSignal(handle: (signal: NodeJS.Signals) => void): void {
  for (const signal of SIGNALS) {
    process.removeAllListeners(signal);
    process.on(signal, () => handle(signal));
  }
  watchLaunchers(() => handle('SIGTERM'));
}
