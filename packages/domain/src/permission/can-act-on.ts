import { PERMISSION_LEVELS, type PermissionLevel, type Ranked } from './permission-level.ts';

/** A higher level may act on a lower one. Owners may also act on Owners and on themselves. */
export function canActOn(actor: Ranked, target: Ranked): boolean {
  if (actor.permission_level === PERMISSION_LEVELS.owner) return true;
  return actor.permission_level > target.permission_level;
}

/** To set a level, the actor must be able to act on the user and be above the new level. So an Owner can set up to Admin. */
export function canSetPermission(actor: Ranked, target: Ranked, level: PermissionLevel): boolean {
  return canActOn(actor, target) && actor.permission_level > level;
}
