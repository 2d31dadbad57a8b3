import { expect, test } from 'vitest';
import { killAfter } from './kill-after.ts';
import type { Ended } from './portal-process.ts';

test('a server that does not end is killed', async () => {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals | undefined>();
  using _deadline = killAfter({ stop: toStop(resolve) }, 1);
  expect(await promise).toBe('SIGKILL');
});

test('one that is done with is left alone', async () => {
  const signals: unknown[] = [];
  killAfter({ stop: toStop((signal) => signals.push(signal)) }, 1)[Symbol.dispose]();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(signals).toEqual([]);
});

function toStop(resolveSignal: (signal?: NodeJS.Signals) => void) {
  return async (signal?: NodeJS.Signals): Promise<Ended> => {
    resolveSignal(signal);
    return { code: null, signal: signal ?? null, stdout: '', stderr: '' };
  };
}
