import { createRandom } from '@portal/workspace/random';
import { pickBelow } from '../pick.ts';
import { toMemberId, toMemberName } from '../population/members.ts';
import { STAFF_OF_LEVEL, toStaffId } from '../population/staff.ts';
import { toVeteranName, VETERANS } from '../population/veterans.ts';
import { countCallers, toCookie, toToken, type World } from '../population/world.ts';

/** Random choices of who asks for whom; the same seed draws the same for every server. */
export interface Draw {
  /** The cookie of an ordinary user. */
  caller(): string;
  /** The cookie of an Owner. */
  owner(): string;
  /** A cookie of the right form whose session nobody has. */
  stranger(): string;
  /** The name of an ordinary user who keeps it. */
  member(): string;
  /** The name of a user whose histories are full. */
  veteran(): string;
  /** A name that nobody had before. */
  freshName(): string;
}

export interface DrawOptions {
  readonly world: World;
  readonly seed: number;
  /** How many fresh names have been drawn for these servers so far. */
  readonly named: number;
}

export function createDraw({ world, seed, named }: DrawOptions): Draw {
  const random = createRandom(seed);
  const callers = countCallers(world);
  const toSession = (id: number) => toCookie(toToken(world, id));
  const callerCookies = Array.from({ length: callers }, (_, at) => toSession(toMemberId(at)));
  const ownerCookies = Array.from({ length: STAFF_OF_LEVEL }, (_, at) =>
    toSession(toStaffId(3, at)),
  );
  let names = named;
  return {
    caller: () => callerCookies[pickBelow(random, callers)] as string,
    owner: () => ownerCookies[pickBelow(random, STAFF_OF_LEVEL)] as string,
    stranger: () => toCookie(toToken({ seed: random() }, 0)),
    member: () => toMemberName(callers + pickBelow(random, world.users - callers)),
    veteran: () => toVeteranName(pickBelow(random, VETERANS)),
    freshName: () => `Fresh.${names++}`,
  };
}
