import type { PermissionLevel } from '@portal/domain';
import { createPerson, type Person } from './person.ts';

/** How many of each level above User are signed in. */
export const STAFF_OF_LEVEL = 5;

export function toStaffId(level: Exclude<PermissionLevel, 0>, at: number): number {
  return level * 10 + at;
}

/** Owners see every history, Admins all but the sessions, Moderators none. */
export function createStaff(): readonly Person[] {
  return ([3, 2, 1] as const).flatMap((level) =>
    Array.from({ length: STAFF_OF_LEVEL }, (_, at) => {
      const id = toStaffId(level, at);
      const own = { id, username: `Staff-${level}-${at}`, permission_level: level };
      return createPerson(own, { session: 'live' });
    }),
  );
}
