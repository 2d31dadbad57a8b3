import type { ConformanceCase } from '../conformance-case.ts';
import { type ContractTable, contractTable } from '../contract-table.ts';
import { batchCases } from './batch-cases.ts';
import { bodyCases } from './body-cases.ts';
import { exampleCases } from './example-cases.ts';
import { routeCases } from './route-cases.ts';
import { serverCases } from './server-cases.ts';
import { sessionCases } from './session-cases.ts';
import { userCases } from './users/user-cases.ts';

/** Every case of a contract; the cases that use up the target's requests come last. */
export function conformanceCases(table: ContractTable = contractTable): readonly ConformanceCase[] {
  return [
    ...exampleCases(table),
    ...sessionCases(table),
    ...userCases(table),
    ...routeCases(table),
    ...bodyCases(table),
    ...batchCases(table),
    ...serverCases(table),
  ];
}
