import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const PROGRAM = join(import.meta.dirname, 'hold-lock.ts');

/** Another process with a transaction open on a file, until it is disposed of. */
export async function holdLock(file: string, kind: 'write' | 'read'): Promise<AsyncDisposable> {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, file, kind], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const began = await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), ended]);
  if (String(began[0]) !== 'held\n') throw new Error(`the lock on ${file} could not be taken`);
  return {
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
