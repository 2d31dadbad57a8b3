import { type Restriction, restrictionAt } from '../restriction/restriction-at.ts';
import type { Result } from '../result.ts';
import type { Timestamp } from '../timestamp.ts';
import type { User } from '../user.ts';
import type { LoginOrigin } from './login-code.ts';

/** Number of bot logins in a row before a web login is required; 0 turns this off. Documented default. */
export const DEFAULT_WEB_LOGIN_REQUIRED_EVERY = 5;

export interface BotLoginCount {
  readonly bot_logins: number;
  readonly required_every: number;
}

export type SendCodeError =
  | { readonly code: 'user_not_found' }
  | { readonly code: 'restricted'; readonly restriction: Restriction }
  | { readonly code: 'web_login_required' };

/** Decides if a bot may make a code for this identity. `user` is undefined if no account has the identity. */
export function decideSendCode<TUser extends Pick<User, 'sanctions'>>(
  user: TUser | undefined,
  count: BotLoginCount,
  now: Timestamp,
): Result<TUser, SendCodeError> {
  if (user === undefined) return { ok: false, error: { code: 'user_not_found' } };
  const restriction = restrictionAt(user.sanctions, now);
  if (restriction !== null) return { ok: false, error: { code: 'restricted', restriction } };
  return isWebLoginRequired(count)
    ? { ok: false, error: { code: 'web_login_required' } }
    : { ok: true, value: user };
}

/** The count after a login: a bot code adds one, a web code sets it to 0. */
export function countBotLogins(bot_logins: number, origin: LoginOrigin): number {
  return origin === 'web_login' ? 0 : bot_logins + 1;
}

function isWebLoginRequired({ bot_logins, required_every }: BotLoginCount): boolean {
  return required_every > 0 && bot_logins >= required_every;
}
