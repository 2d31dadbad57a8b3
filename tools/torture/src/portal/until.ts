import { setTimeout as wait } from 'node:timers/promises';

const PAUSE_MS = 20;

/** Waits until a condition holds; false if it never does. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  patience = 20_000,
): Promise<boolean> {
  const deadline = performance.now() + patience;
  while (!(await holds())) {
    if (performance.now() > deadline) return false;
    await wait(PAUSE_MS);
  }
  return true;
}
