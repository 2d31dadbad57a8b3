import { setTimeout as wait } from 'node:timers/promises';
import { createCaller } from '../portal/call.ts';
import type { SignedInUser } from '../portal/population.ts';

const EVERY_MS = 20;
const CONNECTIONS = 8;

export interface Probing {
  /** Milliseconds of each answer, from when it was to be asked for. */
  readonly times: number[];
  wrong: number;
}

/** Asks for a profile every 20 ms, whether or not the last answer came, while others do their worst. */
export async function keepProbing(
  url: string,
  { cookie, username }: SignedInUser,
  isOver: () => boolean,
): Promise<Probing> {
  using caller = createCaller(url, CONNECTIONS);
  const probing: Probing = { times: [], wrong: 0 };
  const asked: Promise<void>[] = [];
  const ask = async (due: number) => {
    const call = { path: `/v1/users/profile/${username}`, headers: { cookie } };
    const reply = await caller.call(call).catch(() => undefined);
    probing.times.push(performance.now() - due);
    const isRight = reply?.status === 200 && JSON.parse(reply.text).username === username;
    if (!isRight) probing.wrong += 1;
  };
  for (let due = performance.now(); !isOver(); due += EVERY_MS) {
    await wait(Math.max(0, due - performance.now()));
    asked.push(ask(due));
  }
  await Promise.all(asked);
  return probing;
}
