import type { ConformanceCase } from '../../conformance-case.ts';
import type { ContractTable } from '../../contract-table.ts';
import { fieldCases } from './field-cases.ts';
import { identityCases } from './identity-cases.ts';
import { profileCases } from './profile-cases.ts';
import { updateCases } from './update-cases.ts';
import { me, profile, updateMe } from './user-rows.ts';
import { worldCases } from './world-cases.ts';

/** The rules about users, which no row states, for a contract that has the operations they are about. */
export function userCases(table: ContractTable): readonly ConformanceCase[] {
  if (![me, profile, updateMe].every((row) => table.includes(row))) return [];
  return [...identityCases, ...updateCases, ...fieldCases, ...profileCases, ...worldCases];
}
