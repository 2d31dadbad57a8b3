import type { Implementation } from '../implementation.ts';
import type { Rig } from '../rig/rig.ts';
import type { Case } from './case.ts';
import { loadCases } from './load-cases.ts';
import { type Contestant, measureLoad } from './measure-load.ts';

const SIZES = { quick: [500, 1000], full: [1000, 100_000, 1_000_000] };
const NAMES = ['portal', 'floor'];

/** The first case in worlds of several sizes; each one's cost in the smallest world is 1. */
export const sizeCase: Case = {
  name: 'size',
  title:
    'a public profile among more and more users; the floor is the same server in the smallest world',
  isFor: ({ name }) => NAMES.includes(name),
  async run(rig, implementations) {
    const [load] = loadCases;
    if (load === undefined) throw new Error('there is no load');
    await using stack = new AsyncDisposableStack();
    const contestants: Contestant[] = [];
    for (const users of SIZES[rig.form]) {
      for (const implementation of implementations) {
        const contestant = await enter(implementation, users, rig);
        stack.use(contestant.server);
        contestants.push(contestant);
      }
    }
    // Awaited here, since the servers end with this block.
    return await measureLoad(load, contestants, rig);
  },
};

async function enter(implementation: Implementation, users: number, rig: Rig): Promise<Contestant> {
  const world = { ...rig.world, users };
  const database = await rig.createFile(world);
  const server = await rig.start(implementation, { database });
  const toName = (count: number) => `${implementation.name}, ${count} users`;
  return { name: toName(users), floor: toName(SIZES[rig.form][0] ?? 0), server, world };
}
