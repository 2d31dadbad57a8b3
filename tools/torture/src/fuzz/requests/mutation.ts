import type { Random } from '@portal/workspace/random';
import type { WireRequest } from '../../wire/wire-request.ts';
import type { Outcome } from '../world/predict.ts';

/** Something done to a good request, and what comes of it. */
export interface Mutation {
  readonly kind: string;
  /** Which requests it is for; all by default. */
  readonly on?: 'GET' | 'POST' | 'REST' | 'REST GET' | 'REST POST' | 'profile';
  change(request: WireRequest, random: Random): WireRequest;
  readonly outcome: Consequence;
}

/**
 * The same as without it, the headers alone, a refusal of the whole, one that no router saw and so has REST's
 * form, one for what is no input, or anything but a fault.
 */
export type Consequence =
  | 'same'
  | 'head'
  | 'no input'
  | 'anything'
  | { readonly refused: Outcome }
  | { readonly refusedBelow: Outcome };
