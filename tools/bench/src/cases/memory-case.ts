import { setTimeout as wait } from 'node:timers/promises';
import { toRow } from '../figures/row.ts';
import type { Harness } from '../harness/harness.ts';
import type { Implementation } from '../implementation.ts';
import { readMemory } from '../processes/memory.ts';
import type { Case } from './case.ts';

const IDLE_MS = { quick: 100, full: 5000 };
const REQUESTS = { quick: 200, full: 1_000_000 };
/** A quarter of an hour is enough for a million, also on a slow machine. */
const MOST_SECONDS = 900;

/** Resident memory of a server that nobody has asked yet, and of one that many have. */
export const memoryCase: Case = {
  name: 'memory',
  title: 'resident memory, idle and after a million requests',
  isFor: ({ role }) => role === 'ours',
  async run(harness, implementations) {
    const rows = [];
    for (const implementation of implementations) rows.push(await measure(harness, implementation));
    return rows;
  },
};

async function measure(harness: Harness, implementation: Implementation) {
  const { form, world } = harness;
  const database = await harness.createFile(world, implementation);
  await using server = await harness.start(implementation, { database });
  await wait(IDLE_MS[form]);
  const idle_mb = readMemory(server.pid);
  const { requests } = await harness.load.run({
    case: implementation.serves.includes('rest') ? 'profile' : 'mock',
    of: implementation.name,
    url: server.url,
    world,
    seed: world.seed,
    named: 0,
    requests: REQUESTS[form],
    mostSeconds: MOST_SECONDS,
  });
  await wait(IDLE_MS[form]);
  return toRow(implementation.name, [{ idle_mb, requests, loaded_mb: readMemory(server.pid) }]);
}
