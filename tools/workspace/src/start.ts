import { type ChildProcess, spawn } from 'node:child_process';
import { parseStartArguments } from './parse-start-arguments.ts';

/**
 * Starts the demo and, beside it, the mock. The demo decides when this ends; a mock that cannot start says why, and
 * the demo goes on.
 */
const { demoArguments, mockArguments } = parseStartArguments(process.argv.slice(2));
const demo = spawn('portal', ['serve', '--demo', ...demoArguments], { stdio: 'inherit' });
const mock = spawn('portal-mock', mockArguments, { stdio: 'inherit' });

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
