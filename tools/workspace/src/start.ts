import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Starts the demo and, beside it, the mock. Arguments go to the demo, which decides when this ends;
 * a mock that cannot start says why, and the demo goes on.
 */
const demo = spawn('portal', ['serve', '--demo', ...process.argv.slice(2)], { stdio: 'inherit' });
const mock = spawn('portal-mock', [], { stdio: 'inherit' });

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    for (const child of [demo, mock]) child.kill(signal);
  });
}
mock.on('error', () => undefined);
demo.on('exit', (code) => {
  stop(mock);
  process.exitCode = code ?? 1;
});

function stop(child: ChildProcess): void {
  if (child.exitCode === null) child.kill('SIGTERM');
}
