import type { Header } from '../../wire/wire-request.ts';
import { findUserRestriction, isLive, type ModelUser, type World } from '../world/model.ts';
import type { Claim } from '../world/predict.ts';
import { below, pick, pickWeighted, repeat } from './pick.ts';

/** What a request says of who makes it, and whom that makes it be. */
export interface Credentials {
  readonly headers: readonly Header[];
  readonly claim: Claim | undefined;
}

/** Mostly somebody who may; then those who may not, and cookies that are no session at all. */
export function createCredentials(world: World): Credentials {
  const make = pickWeighted<() => Credentials>(world.random, [
    [72, () => claimOf(world, (user) => findUserRestriction(user) === undefined)],
    [8, () => claimOf(world, (user) => findUserRestriction(user) !== undefined)],
    [8, () => createOverClaim(world)],
    [
      4,
      () =>
        dress(
          world,
          claimOf(world, () => true),
        ),
    ],
    [8, () => createBrokenCookie(world)],
  ]);
  return make();
}

/** A live session of such a user; nobody's when there is none. */
function claimOf(world: World, isWanted: (user: ModelUser) => boolean): Credentials {
  const claims = world.users.filter(isWanted).flatMap((user) => {
    const session = user.sessions.findLast((one) => isLive(one, user));
    return session === undefined ? [] : [{ user, session }];
  });
  return claims.length === 0 ? nobody() : toCredentials(pick(world.random, claims));
}

/** Ended, expired, or too old for the level held now. */
function createOverClaim(world: World): Credentials {
  const user = pick(world.random, world.users);
  const over = user.sessions.filter((one) => !isLive(one, user));
  return over.length === 0 ? nobody() : toCredentials({ user, session: pick(world.random, over) });
}

function toCredentials(claim: Claim): Credentials {
  return { claim, headers: [['Cookie', `psession=${claim.session.token}`]] };
}

function nobody(): Credentials {
  return { claim: undefined, headers: [] };
}

/** The same session among other cookies. */
function dress({ random }: World, { claim, headers }: Credentials): Credentials {
  const [[, cookie] = ['', '']] = headers;
  const dressed = pick(random, [
    `a=b; ${cookie}`,
    `${cookie}; Psession=x; __proto__=1`,
    `xpsession=1;${cookie};psession2=2`,
    `  ${cookie}  `,
    `=; ;;${cookie}; constructor=`,
  ]);
  return cookie === '' ? nobody() : { claim, headers: [['Cookie', dressed]] };
}

function createBrokenCookie(world: World): Credentials {
  const { random } = world;
  const token = pick(random, pick(random, world.users).sessions).token;
  const value = pick(random, [
    `psession=${token}; psession=${token}`,
    `psession=x; psession=${token}`,
    `psession="${token}"`,
    `psession=${token.slice(1)}`,
    `psession=${token}0`,
    `psession=${token.toUpperCase().replace(/^[0-9]+$/, '')}G`,
    `Psession=${token}`,
    `psession%3D${token}`,
    `psession=%${token.charCodeAt(0).toString(16)}${token.slice(1)}`,
    `psession=${repeat(64, () => below(random, 16).toString(16)).join('')}`,
    `psession=__proto__`,
    `psession=' or 1=1--`,
    `psession=`,
    `psession`,
    ``,
  ]);
  return { claim: undefined, headers: value === '' ? [] : [['Cookie', value]] };
}
