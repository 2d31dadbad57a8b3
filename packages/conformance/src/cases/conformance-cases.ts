import type { ConformanceCase } from '../conformance-case.ts';
import { batchCases } from './batch-cases.ts';
import { bodyCases } from './body-cases.ts';
import { exampleCases } from './example-cases.ts';
import { fieldCases } from './field-cases.ts';
import { profileCases } from './profile-cases.ts';
import { routeCases } from './route-cases.ts';
import { serverCases } from './server-cases.ts';
import { sessionCases } from './session-cases.ts';
import { updateCases } from './update-cases.ts';
import { worldCases } from './world-cases.ts';

/** Every case there is; the one that uses up the target's requests comes last. */
export function conformanceCases(): readonly ConformanceCase[] {
  return [
    ...exampleCases,
    ...sessionCases,
    ...updateCases,
    ...fieldCases,
    ...profileCases,
    ...worldCases,
    ...routeCases,
    ...bodyCases,
    ...batchCases,
    ...serverCases,
  ];
}
