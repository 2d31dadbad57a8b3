import { randomUUID } from 'node:crypto';
import { type Restriction, USER_STATES } from '@portal/domain';

/** Why a request is not answered: a status, a sentence, and what is told beside it. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 500;
  readonly error: string;
  readonly context?: Pick<Restriction, 'reason' | 'expires_at'> | undefined;
}

/** A refusal as it is sent. */
export interface ErrorBody extends Partial<Pick<Restriction, 'reason' | 'expires_at'>> {
  readonly error: string;
  readonly correlation_id: string;
}

export const signInFirst: Refusal = { status: 401, error: 'Authentication required' };
export const noSuchUser: Refusal = { status: 404, error: 'User not found' };

const sentences = {
  400: 'Invalid request',
  404: 'Not found',
  405: 'Method not allowed',
  413: 'Request too large',
  415: 'Content type must be application/json',
  500: 'Internal server error',
} as const;

/** What a framework refused by itself, in Portal's words; a status that is not among them is a bug. */
export function toFrameworkRefusal(status: number | undefined): Refusal {
  const known =
    status !== undefined && status in sentences ? (status as keyof typeof sentences) : 500;
  return { status: known, error: sentences[known] };
}

export function toRestricted({ state, reason, expires_at }: Restriction): Refusal {
  const error = state === USER_STATES.banned ? 'Account is banned' : 'Account is timed out';
  return { status: 403, error, context: { reason, expires_at } };
}

export function toErrorBody({ error, context }: Omit<Refusal, 'status'>): ErrorBody {
  return { error, correlation_id: randomUUID(), ...context };
}
