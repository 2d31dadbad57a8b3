import type { SkipReasons } from '@portal/conformance/vitest';

const BY_DEFAULT = 'examples, by default';
const IN_POPULATION = 'examples, in the population';

/** The same for every mock. */
const everySkips: SkipReasons = {
  'any session cookie signs in': ['sessions'],
  'each of its sessions has a world of its own': ['what sessions see of each other'],
  'its request limit is not to be used up': ['the server'],
};

export const liveSkips: SkipReasons = {
  ...everySkips,
  'it answers by the rules, and never from the examples': [BY_DEFAULT],
  'no request unlinks a platform': [IN_POPULATION],
  'the address would have to be over its limit': [IN_POPULATION],
  'the server would have to have a bug': [IN_POPULATION],
  'the database would have to be full or busy': [IN_POPULATION],
};

export const examplesSkips: SkipReasons = {
  ...everySkips,
  'its users are not the population of the examples': [
    IN_POPULATION,
    'updates',
    'fields of an update',
    'the permission matrix',
    'profiles',
  ],
  'it serves its examples, whatever was sent': [
    'sessions',
    'updates',
    'tRPC batches',
    'fields of an update',
    'bodies',
    'the server',
  ],
  'no session of it has a world of its own': ['what sessions see of each other'],
};

/** Cases that need a server below. */
export const withoutSocket: SkipReasons = { 'no socket lies before it': ['the server'] };

/** Cases that need an origin without other paths. */
export const withoutOrigin: SkipReasons = {
  ...withoutSocket,
  'the path is not its own to answer': ['routes'],
};
