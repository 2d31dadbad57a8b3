import { type Restriction, restrictionAt } from '../restriction/restriction-at.ts';
import type { Result } from '../result.ts';
import type { Timestamp } from '../timestamp.ts';
import type { User } from '../user.ts';
import type { LoginOrigin } from './login-code.ts';

/** Bot logins in a row before one on the website is needed; 0 turns it off. Documented default. */
export const DEFAULT_WEB_LOGIN_REQUIRED_EVERY = 5;

export interface BotLoginCount {
  readonly bot_logins: number;
  readonly required_every: number;
}

export type SendCodeError =
  | { readonly code: 'user_not_found' }
  | { readonly code: 'restricted'; readonly restriction: Restriction }
  | { readonly code: 'web_login_required' };

/** Whether a bot may make a code for whoever has the identity; `user` is undefined when no account has it. */
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

/** The count after a login: one more by a bot's code, 0 by one from the website. */
export function countBotLogins(bot_logins: number, origin: LoginOrigin): number {
  return origin === 'web_login' ? 0 : bot_logins + 1;
}

function isWebLoginRequired({ bot_logins, required_every }: BotLoginCount): boolean {
  return required_every > 0 && bot_logins >= required_every;
}
