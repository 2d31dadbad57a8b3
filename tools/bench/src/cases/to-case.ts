import type { Case } from './case.ts';
import type { LoadCase } from './load-case.ts';
import { type Contestant, measureLoad } from './measure-load.ts';

/** A load as a case: everyone who serves what it asks for, beside its floor. */
export function toCase(load: LoadCase): Case {
  const { name, title, service, floor, constant } = load;
  return {
    name,
    title,
    isFor: (implementation) =>
      implementation.serves.includes(service) ||
      implementation.name === floor ||
      implementation.name === constant,
    async run(rig, implementations) {
      const contestants: Contestant[] = [];
      for (const implementation of implementations) {
        const server = await rig.serve(implementation);
        contestants.push({ name: implementation.name, floor, server, world: rig.world });
      }
      return measureLoad(load, contestants, rig);
    },
  };
}
