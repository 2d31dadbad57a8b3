import type { LoadCase } from './load-case.ts';

type Twin = Omit<LoadCase, 'service' | 'baseline' | 'constant'>;

/** Cases that are asked over REST, and over tRPC. */
const twins: readonly Twin[] = [
  {
    name: 'profile',
    title: 'a public profile',
    connections: 32,
    requests: 10_000,
    status: 200,
    ask: (draw) => ({
      cookie: draw.caller(),
      calls: [{ operation: 'users.profile', input: { username: draw.member() } }],
    }),
  },
  {
    name: 'detail',
    title: 'the detail view of an Owner, six full histories',
    connections: 32,
    requests: 500,
    status: 200,
    ask: (draw) => ({
      cookie: draw.owner(),
      calls: [{ operation: 'users.profile', input: { username: draw.veteran() } }],
    }),
  },
  {
    name: 'me',
    title: 'the current user',
    connections: 32,
    requests: 10_000,
    status: 200,
    ask: (draw) => ({ cookie: draw.caller(), calls: [{ operation: 'users.me' }] }),
  },
  {
    name: 'update',
    title: 'an update that is stored, 32 connections',
    connections: 32,
    requests: 3000,
    status: 200,
    ask: (draw) => ({
      cookie: draw.caller(),
      calls: [{ operation: 'users.updateMe', input: { username: draw.freshName() } }],
    }),
  },
  {
    name: 'update-alone',
    title: 'an update that is stored, 1 connection',
    connections: 1,
    requests: 1000,
    status: 200,
    ask: (draw) => ({
      cookie: draw.caller(),
      calls: [{ operation: 'users.updateMe', input: { username: draw.freshName() } }],
    }),
  },
  {
    name: 'update-refused',
    title: 'an update that is refused, the name being taken',
    connections: 32,
    requests: 5000,
    status: 200,
    ask: (draw) => ({
      cookie: draw.caller(),
      calls: [{ operation: 'users.updateMe', input: { username: draw.member() } }],
    }),
  },
  {
    name: 'stranger',
    title: '401, a session that nobody has',
    connections: 32,
    requests: 10_000,
    status: 401,
    ask: (draw) => ({ cookie: draw.stranger(), calls: [{ operation: 'users.me' }] }),
  },
];

const batch: LoadCase = {
  name: 'trpc-batch',
  title: 'ten public profiles in one tRPC batch',
  service: 'trpc',
  baseline: 'trpc-baseline',
  constant: 'trpc-constant',
  connections: 32,
  requests: 2000,
  status: 200,
  ask(draw) {
    const toCall = () =>
      ({ operation: 'users.profile', input: { username: draw.member() } }) as const;
    return { cookie: draw.caller(), calls: [toCall(), ...Array.from({ length: 9 }, toCall)] };
  },
};

const example: LoadCase = {
  name: 'mock',
  title: "the mock's default, the documented profile",
  service: 'example',
  baseline: 'constant',
  connections: 32,
  requests: 10_000,
  status: 200,
  ask: (draw) => ({
    cookie: draw.caller(),
    calls: [{ operation: 'users.profile', input: { username: 'exampleuser' } }],
  }),
};

/** Every case that is a load, in the order of the tables. */
export const loadCases: readonly LoadCase[] = [
  ...twins.map(overRest),
  ...twins.map(overTrpc),
  batch,
  example,
];

function overRest(twin: Twin): LoadCase {
  const constant = twin.name === 'profile' ? 'constant' : undefined;
  return { ...twin, service: 'rest', baseline: 'baseline', constant };
}

function overTrpc(twin: Twin): LoadCase {
  return {
    ...twin,
    name: `trpc-${twin.name}`,
    title: `${twin.title}, over tRPC`,
    service: 'trpc',
    baseline: 'trpc-baseline',
    constant: twin.name === 'profile' ? 'trpc-constant' : undefined,
  };
}
