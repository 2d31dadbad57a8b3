import { type Restriction, restrictionAt } from '../restriction/restriction-at.ts';
import type { Timestamp } from '../timestamp.ts';
import type { User } from '../user.ts';
import { isPending, type LoginCode, loginOrigin } from './login-code.ts';

/** Whether a code may be spent from an address: a web code only from the one that asked for it. */
export function canSpendCode(code: LoginCode, clientAddress: string, now: Timestamp): boolean {
  const isBound = loginOrigin(code) === 'web_login';
  return isPending(code, now) && (!isBound || code.client_address === clientAddress);
}

export type SignInDecision<TUser> =
  | { readonly kind: 'sign_in'; readonly user: TUser }
  /** Nobody has the identity yet, and the code was asked for on the website. */
  | { readonly kind: 'create_account' }
  /** A bot's code whose identity was unlinked meanwhile. */
  | { readonly kind: 'invalid_code' }
  | { readonly kind: 'restricted'; readonly restriction: Restriction };

/** What a spent code leads to; `user` is whoever has its identity now. */
export function decideSignIn<TUser extends Pick<User, 'sanctions'>>(
  code: Pick<LoginCode, 'client_address'>,
  user: TUser | undefined,
  now: Timestamp,
): SignInDecision<TUser> {
  if (user === undefined) {
    return { kind: loginOrigin(code) === 'web_login' ? 'create_account' : 'invalid_code' };
  }
  const restriction = restrictionAt(user.sanctions, now);
  return restriction === null ? { kind: 'sign_in', user } : { kind: 'restricted', restriction };
}
