import { usersOperations } from '../users/users.operations.ts';
import type { Operation } from './operation.ts';

/** Every operation by its id, which is also its tRPC path. */
export const operations = { ...usersOperations } as const;

export type OperationId = keyof typeof operations;

export const operationEntries = Object.entries(operations) as readonly [OperationId, Operation][];
