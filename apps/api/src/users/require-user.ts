import { canActOn, parseUsername, restrictionAt, type Timestamp, type User } from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import { findSanctions } from '../moderation/sanctions.repository.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { findUserById, findUserByUsername } from './user.repository.ts';

/** The user that a command names: a username in any case, or an id, which never moves to another user. */
export type UserReference = string | number;

/** Finds the user that a command names. Throws an OperatorError if there is none. */
export function requireUser(db: Connection, reference: UserReference): User {
  const user =
    typeof reference === 'number' ? findUserById(db, reference) : findByName(db, reference);
  if (user !== undefined) return user;
  throw new OperatorError(
    typeof reference === 'number'
      ? `no user has the id ${reference}`
      : `no user is called "${reference}"; see: portal user add --help`,
  );
}

function findByName(db: Connection, username: string): User | undefined {
  const parsed = parseUsername(username);
  return parsed.ok ? findUserByUsername(db, parsed.value) : undefined;
}

/** The action of a command, and its target. */
export interface ActedOn {
  readonly target: User;
  readonly now: Timestamp;
}

/**
 * The user who acts, or null for the operator, who may do everything. Throws an OperatorError if the actor is
 * restricted or may not act on the target.
 */
export function findActor(
  db: Connection,
  by: UserReference | undefined,
  { target, now }: ActedOn,
): User | null {
  if (by === undefined) return null;
  const actor = requireUser(db, by);
  if (restrictionAt(findSanctions(db, actor.id), now) !== null) {
    throw new OperatorError(`${actor.username} is banned or timed out, and cannot act`);
  }
  if (canActOn(actor, target)) return actor;
  throw new OperatorError(
    `${actor.username} cannot act on ${target.username}, whose level is not lower; name a higher one with --by`,
  );
}
