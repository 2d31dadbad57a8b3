import type { Level } from './visibility.ts';

/** As much of a moderation action as decides whether it restricts its user. */
export interface OracleAction {
  readonly action_type: string;
  readonly expires_at: string | null;
  readonly lifted_at: unknown;
}

export interface OracleSession {
  readonly created_at: string;
  readonly expires_at: string;
  readonly ended_at: string | null;
}

const DAY_MS = 86_400_000;
const LIFETIME_DAYS = [30, 30, 1, 1];
const STATES: Readonly<Record<string, number>> = { PLATFORM_TIMEOUT: 1, PLATFORM_BAN: 2 };

/** The action that restricts a user at a moment: a ban before a timeout, of two alike the one that ends later. */
export function findRestriction<TAction extends OracleAction>(
  actions: readonly TAction[],
  now: number,
): TAction | undefined {
  const running = actions.filter((action) => {
    return stateOf(action) > 0 && action.lifted_at === null && endOf(action) > now;
  });
  // Two ends that never come differ by NaN, which is no order.
  return running.sort((a, b) => stateOf(b) - stateOf(a) || endOf(b) - endOf(a) || 0)[0];
}

/** 0 active, 1 in a timeout, 2 banned. */
export function stateOf(action: OracleAction | undefined): number {
  return STATES[action?.action_type ?? ''] ?? 0;
}

/** Lifetimes follow the level that the user has now. */
export function isSessionLive(session: OracleSession, level: Level, now: number): boolean {
  const oldest = now - (LIFETIME_DAYS[level] ?? 0) * DAY_MS;
  const { ended_at, expires_at, created_at } = session;
  return ended_at === null && Date.parse(expires_at) > now && Date.parse(created_at) > oldest;
}

function endOf({ expires_at }: OracleAction): number {
  return expires_at === null ? Number.POSITIVE_INFINITY : Date.parse(expires_at);
}
