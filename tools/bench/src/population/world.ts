import { createHash } from 'node:crypto';

/** A database that the same two numbers always make the same. */
export interface World {
  /** Ordinary users; the few special ones come on top. */
  readonly users: number;
  readonly seed: number;
}

const MOST_CALLERS = 1000;

/** Callers are the ordinary users who are signed in; the others are looked at, and keep their names. */
export function countCallers({ users }: World): number {
  return Math.min(MOST_CALLERS, Math.floor(users / 2));
}

/** The token of a user's session: known to whoever knows the seed, so that no process has to tell another. */
export function toToken({ seed }: Pick<World, 'seed'>, id: number): string {
  return createHash('sha256').update(`bench ${seed} ${id}`).digest('hex');
}

export function toCookie(token: string): string {
  return `psession=${token}`;
}
