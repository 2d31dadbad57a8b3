import { PERMISSION_LEVELS, type PermissionLevel, type Ranked } from './permission-level.ts';

/** Strictly higher rank acts on lower; Owners also act on each other, themselves included. */
export function canActOn(actor: Ranked, target: Ranked): boolean {
  if (actor.permission_level === PERMISSION_LEVELS.owner) return true;
  return actor.permission_level > target.permission_level;
}

/** Whoever sets a level can act on the user and stands above the level: an Owner assigns up to Admin. */
export function canSetPermission(actor: Ranked, target: Ranked, level: PermissionLevel): boolean {
  return canActOn(actor, target) && actor.permission_level > level;
}
