import type { Skips } from '@portal/conformance/vitest';

/** What no mock is asked, whatever it answers from. */
const everySkips: Skips = {
  'any session cookie signs in': 3,
  'each of its sessions has a world of its own': 6,
  'its request limit is not to be used up': 7,
};

export const liveSkips: Skips = {
  ...everySkips,
  'it answers by the rules, and never from the examples': 30,
  'no request unlinks a platform': 1,
  'the address would have to be over its limit': 3,
  'the server would have to have a bug': 3,
  'the database would have to be full or busy': 3,
};

export const examplesSkips: Skips = {
  ...everySkips,
  'its users are not the population of the examples': 93,
  'it serves its examples, whatever was sent': 130,
  'no session of it has a world of its own': 2,
};

/** What is asked only where a server lies below. */
export const withoutSocket: Skips = { 'no socket lies before it': 1 };

/** What is asked only of who has an origin to itself. */
export const withoutOrigin: Skips = { ...withoutSocket, 'the path is not its own to answer': 6 };
