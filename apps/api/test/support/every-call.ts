import type { OperationId } from '@portal/contract';

/** One call of each operation, which all need a session; the profile is that of `viewer`. */
export const everyCall: readonly { readonly operation: OperationId; readonly input?: unknown }[] = [
  { operation: 'users.me' },
  { operation: 'users.updateMe', input: { username: 'newname' } },
  { operation: 'users.profile', input: { username: 'viewer' } },
];
