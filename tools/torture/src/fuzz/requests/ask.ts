import type { WireRequest } from '../../wire/wire-request.ts';
import type { Claim, Outcome, Prediction } from '../world/predict.ts';

/** In what an answer is wrapped: nothing, tRPC's envelope, one in an array for each call, no body at all, or either. */
export type Envelope = 'rest' | 'trpc' | 'batch' | 'head' | 'any';

/** A request, and what must come of it. */
export interface Ask {
  /** What is unusual about it. */
  readonly kind: string;
  readonly request: WireRequest;
  readonly claim: Claim | undefined;
  readonly envelope: Envelope;
  /** One for each call; of a request that is refused as a whole, one. */
  readonly predictions: readonly Prediction[];
  /** How many requests it counts as. */
  readonly cost: number;
  /** Comes from an address that may be over its limit. */
  readonly isHurried?: boolean;
}

/** The same request, refused as a whole before anybody looks at its calls. */
export function toRefused(ask: Ask, outcome: Outcome): Ask {
  const envelope = ask.envelope === 'batch' ? 'trpc' : ask.envelope;
  const refused = { operation: undefined, outcomes: [outcome], maySee: () => false };
  return { ...ask, envelope, predictions: [refused] };
}
