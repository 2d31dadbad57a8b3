import type { Answer, Asking } from '../transports/call.ts';

/** One request with the only right answer to it. */
export interface AnswerCheck {
  /** What it shows, in words. */
  readonly name: string;
  readonly asking: Asking;
  readonly expected: Answer;
  /** Only validation can answer it rightly, so baselines are not asked. */
  readonly needsValidation?: boolean;
}

/** In place of an `updated_at` that moved since the checks began. */
export const JUST_NOW = 'just now';
