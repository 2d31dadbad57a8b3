import type { World } from '../world/model.ts';
import { type Outcome, seeingAnybody, toRefusal } from '../world/predict.ts';
import { type Ask, toRefused } from './ask.ts';
import { bodyMutations } from './body-mutations.ts';
import { headerMutations } from './header-mutations.ts';
import { methodMutations } from './method-mutations.ts';
import type { Mutation } from './mutation.ts';
import { pick } from './pick.ts';
import { targetMutations } from './target-mutations.ts';

const mutations: readonly Mutation[] = [
  ...bodyMutations,
  ...headerMutations,
  ...methodMutations,
  ...targetMutations,
];

/** The same request with one thing done to it that fits it; one that reaches no operation is left alone. */
export function mutate(world: World, ask: Ask): Ask {
  const { random } = world;
  if (ask.predictions.length === 1 && ask.predictions[0]?.operation === undefined) return ask;
  const fitting = mutations.filter(({ on }) => isFor(on, ask));
  const mutation = pick(random, fitting);
  const request = mutation.change(ask.request, random);
  const mutated = { ...ask, kind: mutation.kind, request };
  const { outcome } = mutation;
  switch (outcome) {
    case 'same':
      return mutated;
    case 'head':
      return { ...mutated, envelope: 'head' };
    case 'anything':
      return toAnything(world, mutated);
    case 'no input':
      return toNoInput(mutated);
    default:
      return 'refused' in outcome
        ? toRefused(mutated, outcome.refused)
        : { ...toRefused(mutated, outcome.refusedBelow), envelope: 'rest' };
  }
}

function isFor(on: Mutation['on'], { request, envelope }: Ask): boolean {
  switch (on) {
    case undefined:
      return true;
    case 'GET':
    case 'POST':
      return request.method === on;
    case 'REST':
      return envelope === 'rest';
    case 'profile':
      return request.target.startsWith('/v1/users/profile/') && !request.target.endsWith('/');
    default:
      return `REST ${request.method}` === on && envelope === 'rest';
  }
}

/** Whatever it asks now, only what its viewer may see of anybody comes back. */
function toAnything(world: World, ask: Ask): Ask {
  const maySee = seeingAnybody(world, ask.claim);
  return { ...ask, envelope: 'any', predictions: [{ operation: undefined, outcomes: [], maySee }] };
}

/** A caller without a session gets 401 first; any other gets 400 for the input. */
function toNoInput(ask: Ask): Ask {
  const refuse = (outcome: Outcome) =>
    outcome.status === 200 ? toRefusal(400, 'Invalid request') : outcome;
  const predictions = ask.predictions.map(({ operation, outcomes, maySee }) => {
    return { operation, maySee, outcomes: outcomes.map(refuse) };
  });
  return { ...ask, predictions };
}
