import {
  type Outcome,
  refuse,
  toRestrictionRefusal,
  type Visitor,
  type WithCookie,
} from '@portal/contract';
import {
  canSpendCode,
  decideSignIn,
  loginOrigin,
  type SignedInUser,
  type Timestamp,
  toSignedInUser,
  type User,
} from '@portal/domain';
import { endSession } from '../sessions/session.repository.ts';
import { startSession } from '../sessions/start-session.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { type Account, findAccount, insertAccount, storeLogin } from './account.repository.ts';
import { deleteCodesOfIdentity, findCodeByHash, type StoredCode } from './login-code.repository.ts';

const USER_AGENT_LENGTH = 256;

/** Who presents a code, and when. */
export interface Presented {
  readonly code_hash: string;
  readonly visitor: Visitor;
  readonly now: Timestamp;
  /** How the session begins; by the kind of the code if it is left out. */
  readonly origin?: 'demo' | undefined;
}

/** The code that may be spent from here, if there is one; nothing changes. */
export function findSpendableCode(
  db: Connection,
  { code_hash, visitor, now }: Presented,
): StoredCode | undefined {
  const code = findCodeByHash(db, code_hash);
  return code && canSpendCode(code, visitor.rate_limit_key, now) ? code : undefined;
}

/**
 * Spends a code and signs in whoever has its identity. Runs in a transaction, which commits also when the answer
 * is an error: a code that was found is spent.
 */
export function signIn(trx: Connection, presented: Presented): Outcome<WithCookie<SignedInUser>> {
  const code = findSpendableCode(trx, presented);
  if (code === undefined) return refuse({ code: 'invalid_code' });
  const { visitor, now } = presented;
  deleteCodesOfIdentity(trx, code);
  const account = findAccount(trx, code);
  const decision = decideSignIn(code, account?.user, now);
  if (decision.kind === 'invalid_code') return refuse({ code: 'invalid_code' });
  if (decision.kind === 'restricted') return refuse(toRestrictionRefusal(decision.restriction));
  const user = storeSignIn(trx, { code, account }, now);
  endPresentedSessions(trx, visitor, now);
  const origin = presented.origin ?? loginOrigin(code);
  const client = {
    client_ip: visitor.client_ip,
    user_agent: visitor.user_agent?.slice(0, USER_AGENT_LENGTH) ?? null,
  };
  const { token, max_age } = startSession(trx, { user, origin, ...client }, now);
  const value = toSignedInUser(user, account === undefined, now);
  return { ok: true, value: { value, cookie: { token, maxAge: max_age } } };
}

interface SpentCode {
  readonly code: StoredCode;
  readonly account: Account | undefined;
}

function storeSignIn(trx: Connection, { code, account }: SpentCode, now: Timestamp): User {
  const { platform, platform_user_id, platform_username, platform_avatar_url } = code;
  // A code has a hash to be found by since a bot was given it, and then it has a name too.
  const name = platform_username ?? platform_user_id;
  const profile = { platform, platform_user_id, platform_username: name, platform_avatar_url };
  return account === undefined
    ? insertAccount(trx, profile, now)
    : storeLogin(trx, account, { profile, origin: loginOrigin(code), now });
}

/** A token that is presented is never adopted: its session ends, whoever's it is (ASVS 7.2.4). */
export function endPresentedSessions(
  trx: Connection,
  { session_tokens }: Pick<Visitor, 'session_tokens'>,
  now: Timestamp,
): void {
  for (const token of new Set(session_tokens)) endSession(trx, token, now);
}
