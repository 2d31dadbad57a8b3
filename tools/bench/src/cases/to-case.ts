import type { Case } from './case.ts';
import type { LoadCase } from './load-case.ts';
import { type Contestant, measureLoad } from './measure-load.ts';

/** A load as a case: everyone who serves what it asks for, beside its baseline. */
export function toCase(load: LoadCase): Case {
  const { name, title, service, baseline, constant } = load;
  return {
    name,
    title,
    isFor: (implementation) =>
      implementation.serves.includes(service) ||
      implementation.name === baseline ||
      implementation.name === constant,
    async run(harness, implementations) {
      const contestants: Contestant[] = [];
      for (const implementation of implementations) {
        const server = await harness.serve(implementation);
        contestants.push({ name: implementation.name, baseline, server, world: harness.world });
      }
      return measureLoad(load, contestants, harness);
    },
  };
}
