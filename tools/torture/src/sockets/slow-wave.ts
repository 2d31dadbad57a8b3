import { setTimeout as wait } from 'node:timers/promises';
import type { SignedInUser } from '../portal/population.ts';
import type { PortalProcess } from '../portal/portal-process.ts';
import { countOpenFiles, readMemory } from '../portal/process-state.ts';
import { keepProbing, type Probing } from './keep-probing.ts';
import { createHabits } from './slow-habits.ts';
import { openSlowSocket, type SlowEnd } from './slow-socket.ts';

export const OF_EACH = 75;
/** A server looks once a second, and a busy machine takes a while. */
const GRACE_MS = 20_000;
const PAUSE_MS = 1000;
/** To answer all who never read takes seconds, and is work that any client may ask for. */
const OPENING_MS = 4000;

/** Seconds that a server gives. */
export interface SlowLimits {
  readonly HEADERS_TIMEOUT: number;
  readonly REQUEST_TIMEOUT: number;
  readonly ANSWER_TIMEOUT: number;
}

export interface SlowWave {
  readonly ends: readonly SlowEnd[];
  readonly probing: Probing;
  /** Bytes before, while all are open, and after. */
  readonly memory: readonly [number, number, number];
  /** What the server holds open afterwards that it did not before. */
  readonly filesKept: number;
}

export interface SlowCast {
  /** Who asks for much. */
  readonly asker: SignedInUser;
  readonly probe: SignedInUser;
  readonly limits: SlowLimits;
}

/** Opens all slow connections within a few seconds, and waits for the server to end them. */
export async function sendSlowWave(
  { url, pid, log }: PortalProcess,
  { asker, probe, limits }: SlowCast,
): Promise<SlowWave> {
  const probeFor = async <TResult>(work: () => Promise<TResult>) => {
    let isOver = false;
    const probing = keepProbing(url, probe, () => isOver);
    const result = await work();
    isOver = true;
    return { result, probing: await probing };
  };
  await probeFor(() => wait(PAUSE_MS));
  await wait(PAUSE_MS);
  const before = { memory: readMemory(pid), files: countOpenFiles(pid) };
  const milliseconds = Math.max(...Object.values(limits)) * 1000 + GRACE_MS;
  const cutBefore = countCut(log());
  const { result, probing } = await probeFor(async () => {
    const until = waitUntil(() => countCut(log()) - cutBefore >= OF_EACH, milliseconds - 5000);
    const patience = { milliseconds, until };
    const slow = createHabits(asker.cookie).flatMap((habit) =>
      Array.from({ length: OF_EACH }, async (_, at) => {
        await wait((at / OF_EACH) * OPENING_MS);
        return openSlowSocket(url, habit, patience);
      }),
    );
    await wait(OPENING_MS);
    const memory = readMemory(pid);
    return { memory, ends: await Promise.all(slow) };
  });
  await wait(PAUSE_MS);
  const memory = [before.memory, result.memory, readMemory(pid)] as const;
  return { ends: result.ends, probing, memory, filesKept: countOpenFiles(pid) - before.files };
}

/** The log line of a connection that was closed because its client does not read: the client cannot see it. */
function countCut(log: string): number {
  return log.split('"cause":"ANSWER_TIMEOUT"').length - 1;
}

async function waitUntil(isTrue: () => boolean, milliseconds: number): Promise<void> {
  const deadline = performance.now() + milliseconds;
  while (!isTrue() && performance.now() < deadline) await wait(100);
}
