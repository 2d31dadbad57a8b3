import { botOperations } from '../bots/bot.operations.ts';
import { authenticationOperations } from '../login/authentication.operations.ts';
import { sessionsOperations } from '../sessions/sessions.operations.ts';
import type { Operation } from './operation.ts';
import { operations } from './operations.ts';

/** The operations of a server with its own accounts. The mock serves only `operations` so far. */
export const servedOperations = {
  ...operations,
  ...sessionsOperations,
  ...authenticationOperations,
  ...botOperations,
} as const;

export type ServedOperationId = keyof typeof servedOperations;

export const servedOperationEntries = Object.entries(servedOperations) as readonly [
  ServedOperationId,
  Operation,
][];

export function isServedOperation(id: string | undefined): id is ServedOperationId {
  return id !== undefined && Object.hasOwn(servedOperations, id);
}
