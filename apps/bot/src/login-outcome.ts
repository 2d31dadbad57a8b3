import { isPortalError } from '@portal/client';
import type { PlatformProfile } from './platform-profile.ts';

/** What became of a `/login`. */
export type LoginOutcome =
  | { readonly kind: 'code'; readonly code: string; readonly expires_at: string }
  | { readonly kind: 'nothing_pending' }
  | { readonly kind: 'web_login_required' }
  | { readonly kind: 'restricted' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'too_many_commands' }
  | { readonly kind: 'unavailable' }
  /** Something that a person has to put right: a wrong key, a bot that is not Official. */
  | { readonly kind: 'out_of_order'; readonly status: number; readonly message: string };

interface CodeAnswer {
  readonly code: string | null;
  readonly expires_at?: string | null | undefined;
}
interface Procedure {
  mutate(profile: PlatformProfile, options: { signal: AbortSignal }): Promise<CodeAnswer>;
}
/** The two operations of Portal that a bot needs; a client of `@portal/client` has them. */
export interface PortalForBots {
  readonly authentication: { readonly botSendCode: Procedure; readonly botLoginCode: Procedure };
}

/** Discord waits 3 seconds for an answer, and both calls have to fit in. */
const DEADLINE_MS = 2000;

type Attempt = LoginOutcome | { readonly kind: 'no_account' };

/**
 * Asks for a code that the bot makes, and without one for a code that the website asked for. Never throws.
 * Portal gives the same code when it is asked again, so nothing is stored here.
 */
export async function fetchLoginCode(
  portal: PortalForBots,
  profile: PlatformProfile,
): Promise<LoginOutcome> {
  const { botSendCode, botLoginCode } = portal.authentication;
  const options = { signal: AbortSignal.timeout(DEADLINE_MS) };
  const sent = await attempt(() => botSendCode.mutate(profile, options));
  if (sent.kind !== 'no_account' && sent.kind !== 'web_login_required') return sent;
  const waiting = await attempt(() => botLoginCode.mutate(profile, options));
  if (waiting.kind === 'no_account') {
    return { kind: 'out_of_order', status: 404, message: 'User not found' };
  }
  const isWebLoginRequired = sent.kind === 'web_login_required';
  return waiting.kind === 'nothing_pending' && isWebLoginRequired ? sent : waiting;
}

async function attempt(call: () => Promise<CodeAnswer>): Promise<Attempt> {
  try {
    const { code, expires_at } = await call();
    return code === null
      ? { kind: 'nothing_pending' }
      : { kind: 'code', code, expires_at: expires_at ?? '' };
  } catch (error) {
    return toOutcome(error);
  }
}

function toOutcome(error: unknown): Attempt {
  if (!isPortalError(error) || error.status === null || error.sentence === null) {
    return { kind: 'unavailable' };
  }
  const { status, sentence: message } = error as { status: number; sentence: string };
  if (status === 429) return { kind: 'busy' };
  if (status >= 500) return { kind: 'unavailable' };
  if (message === 'User not found') return { kind: 'no_account' };
  if (message === 'Web login required') return { kind: 'web_login_required' };
  if (message.startsWith('Account is ')) return { kind: 'restricted' };
  return { kind: 'out_of_order', status, message };
}
