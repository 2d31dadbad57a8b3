import { rowOf } from '../../contract-table.ts';

/** The operations whose rules the cases of this folder check. */
export const me = rowOf('users.me');
export const updateMe = rowOf('users.updateMe');
export const profile = rowOf('users.profile');
