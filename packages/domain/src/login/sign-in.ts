import { type Restriction, restrictionAt } from '../restriction/restriction-at.ts';
import type { Timestamp } from '../timestamp.ts';
import type { User } from '../user.ts';
import { isPending, type LoginCode, loginOrigin } from './login-code.ts';

/** True if this client address may use the code. Only the address that requested a web code may use it. */
export function canSpendCode(code: LoginCode, clientAddress: string, now: Timestamp): boolean {
  const isBound = loginOrigin(code) === 'web_login';
  return isPending(code, now) && (!isBound || code.client_address === clientAddress);
}

export type SignInDecision<TUser> =
  | { readonly kind: 'sign_in'; readonly user: TUser }
  /** No user has the identity yet, and the code was requested on the website. */
  | { readonly kind: 'create_account' }
  /** A bot code whose identity was unlinked after the code was made. */
  | { readonly kind: 'invalid_code' }
  | { readonly kind: 'restricted'; readonly restriction: Restriction };

/** Decides the result of a used code. `user` is the user who has its identity now. */
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
