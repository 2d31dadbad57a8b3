import { createMember } from './members.ts';
import type { Person } from './person.ts';
import { changedProbeUsers, probeUsers } from './probe-users.ts';
import { createStaff } from './staff.ts';
import { createVeteran, VETERANS } from './veterans.ts';
import type { World } from './world.ts';

/** Everyone of a world, one after the other; Owners come first, since others refer to them. */
export function* people(world: World): Generator<Person> {
  yield* createStaff();
  yield* Object.values(probeUsers);
  yield* Object.values(changedProbeUsers);
  for (let at = 0; at < VETERANS; at++) yield createVeteran(at);
  for (let at = 0; at < world.users; at++) yield createMember(world, at);
}
