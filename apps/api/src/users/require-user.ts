import type { User } from '@portal/domain';
import { canActOn, parseUsername } from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import type { Connection } from '../store/sqlite/connection.ts';
import { findUserByUsername } from './user.repository.ts';

/** The user of that name, in any case; throws an OperatorError when there is none. */
export function requireUser(db: Connection, username: string): User {
  const parsed = parseUsername(username);
  const user = parsed.ok ? findUserByUsername(db, parsed.value) : undefined;
  if (user === undefined) {
    throw new OperatorError(`no user is called "${username}"; see: portal user add --help`);
  }
  return user;
}

/** The user who acts, or null for the operator, whom no rank binds; throws when the rank does not reach. */
export function findActor(db: Connection, by: string | undefined, target: User): User | null {
  if (by === undefined) return null;
  const actor = requireUser(db, by);
  if (canActOn(actor, target)) return actor;
  throw new OperatorError(
    `${actor.username} cannot act on ${target.username}, whose level is not lower; name a higher one with --by`,
  );
}
