import type { Harness } from '../harness/harness.ts';
import type { Implementation } from '../implementation.ts';
import type { Case } from './case.ts';
import { loadCases } from './load-cases.ts';
import { type Contestant, measureLoad } from './measure-load.ts';

const SIZES = { quick: [500, 1000], full: [1000, 100_000, 1_000_000] };
const NAMES = ['portal', 'baseline'];

/** The first case in worlds of several sizes; each one's cost in the smallest world is 1. */
export const sizeCase: Case = {
  name: 'size',
  title:
    'a public profile among more and more users; the baseline is the same server in the smallest world',
  isFor: ({ name }) => NAMES.includes(name),
  async run(harness, implementations) {
    const [load] = loadCases;
    if (load === undefined) throw new Error('there is no load');
    await using stack = new AsyncDisposableStack();
    const contestants: Contestant[] = [];
    for (const users of SIZES[harness.form]) {
      for (const implementation of implementations) {
        const contestant = await enter(implementation, users, harness);
        stack.use(contestant.server);
        contestants.push(contestant);
      }
    }
    // Awaited here, since the servers end with this block.
    return await measureLoad(load, contestants, harness);
  },
};

async function enter(
  implementation: Implementation,
  users: number,
  harness: Harness,
): Promise<Contestant> {
  const world = { ...harness.world, users };
  const database = await harness.createFile(world, implementation);
  const server = await harness.start(implementation, { database });
  const toName = (count: number) => `${implementation.name}, ${count} users`;
  return { name: toName(users), baseline: toName(SIZES[harness.form][0] ?? 0), server, world };
}
