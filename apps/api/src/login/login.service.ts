import {
  type authenticationOperations,
  type CallingBot,
  type Outcome,
  refuse,
  type ServiceOf,
  toRestrictionRefusal,
} from '@portal/contract';
import {
  addSeconds,
  BOT_TYPES,
  chooseWebCode,
  decideCodeRequest,
  decideSendCode,
  isPending,
  LOGIN_CODE_LIFETIME,
  type PlatformIdentity,
  type PlatformProfile,
  type Timestamp,
  toLookedUpUser,
} from '@portal/domain';
import type { Clock } from '../clock.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import type { Database } from '../store/sqlite/database.ts';
import { findUserByUsername } from '../users/user.repository.ts';
import { findAccount } from './account.repository.ts';
import { deliverCode } from './deliver-code.ts';
import {
  deleteExpiredCodes,
  findCodesOfAddress,
  findCodesOfIdentity,
  insertCode,
  type StoredCode,
} from './login-code.repository.ts';
import { createSeed, type LoginCodes } from './login-codes.ts';
import { endPresentedSessions, findSpendableCode, signIn } from './verify-code.ts';

export interface LoginServiceDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly codes: LoginCodes;
  /** Bot logins in a row before one on the website is needed; 0 turns it off. */
  readonly webLoginRequiredEvery: number;
  /** Sessions of a demo end with it. */
  readonly isDemo?: boolean | undefined;
}

/** The operations of logging in, on a database. */
export function createLoginService(
  dependencies: LoginServiceDependencies,
): ServiceOf<typeof authenticationOperations> {
  const { db, clock, codes } = dependencies;
  return {
    'authentication.lookup'(_caller, { username }) {
      const user = findUserByUsername(db, username);
      if (user === undefined) return refuse({ code: 'user_not_found' });
      return { ok: true, value: toLookedUpUser(user, clock()) };
    },

    async 'authentication.request'({ rate_limit_key }, identity) {
      const request = { identity, client_address: rate_limit_key, now: clock() };
      return db.write((trx) => requestCode(trx, request));
    },

    async 'authentication.verify'(visitor, { code }) {
      const now = clock();
      const origin = dependencies.isDemo ? 'demo' : undefined;
      const presented = { code_hash: codes.hashOf(code), visitor, now, origin } as const;
      // Who guesses wrong waits for no write, and lets nobody wait.
      if (findSpendableCode(db, presented) === undefined) return refuse({ code: 'invalid_code' });
      return db.write((trx) => signIn(trx, presented));
    },

    async 'authentication.logout'(visitor) {
      const now = clock();
      if (visitor.session_tokens.length > 0) {
        await db.write((trx) => endPresentedSessions(trx, visitor, now));
      }
      return { ok: true, value: { value: { message: 'Logged out.' }, cookie: 'clear' } };
    },

    async 'authentication.botLoginCode'(bot, input) {
      if (!mayGiveCodes(bot, input)) return refuse({ code: 'access_denied' });
      const profile = toProfile(input);
      const now = clock();
      return db.write((trx) => {
        const code = chooseWebCode(findCodesOfIdentity(trx, profile), now);
        if (code === undefined) return { ok: true, value: { code: null, expires_at: null } };
        return { ok: true, value: deliverCode(trx, { code, profile }, codes) };
      });
    },

    async 'authentication.botSendCode'(bot, input) {
      if (!mayGiveCodes(bot, input)) return refuse({ code: 'access_denied' });
      const profile = toProfile(input);
      return db.write((trx) => sendCode(trx, profile, { ...dependencies, now: clock() }));
    },
  };
}

/** Whoever gives a code can sign in with it, so only Official bots do, each on its own platform. */
function mayGiveCodes(bot: CallingBot, { platform }: PlatformIdentity): boolean {
  return bot.bot_type === BOT_TYPES.official && bot.platform === platform;
}

function toProfile(
  input: Omit<PlatformProfile, 'platform_avatar_url'> & {
    readonly platform_avatar_url?: string | null | undefined;
  },
): PlatformProfile {
  return { ...input, platform_avatar_url: input.platform_avatar_url ?? null };
}

interface CodeRequest {
  readonly identity: PlatformIdentity;
  readonly client_address: string;
  readonly now: Timestamp;
}

/** The answer is the same whoever has the identity: users are not even read. */
function requestCode(
  trx: Connection,
  { identity, client_address, now }: CodeRequest,
): Outcome<{ readonly message: 'Login code generated.'; readonly expires_at: Timestamp }> {
  deleteExpiredCodes(trx, now);
  const pending = findCodesOfAddress(trx, client_address, now);
  const decision = decideCodeRequest(pending, identity, now);
  if (decision.kind === 'too_many') {
    return refuse({ code: 'too_many_requests', retry_after: decision.retry_after });
  }
  const { expires_at } =
    decision.kind === 'repeat'
      ? decision.code
      : createCode(trx, { ...identity, client_address }, now);
  return { ok: true, value: { message: 'Login code generated.', expires_at } };
}

function sendCode(
  trx: Connection,
  profile: PlatformProfile,
  {
    codes,
    webLoginRequiredEvery: required_every,
    now,
  }: LoginServiceDependencies & { readonly now: Timestamp },
): Outcome<{ readonly code: string; readonly expires_at: Timestamp }> {
  const account = findAccount(trx, profile);
  const count = { bot_logins: account?.bot_logins ?? 0, required_every };
  const decision = decideSendCode(account?.user, count, now);
  if (!decision.ok) {
    const { error } = decision;
    return refuse(
      error.code === 'restricted' ? toRestrictionRefusal(error.restriction) : { code: error.code },
    );
  }
  deleteExpiredCodes(trx, now);
  const pending = findCodesOfIdentity(trx, profile).find(
    (code) => code.client_address === '' && isPending(code, now),
  );
  const { platform, platform_user_id } = profile;
  const code = pending ?? createCode(trx, { platform, platform_user_id, client_address: '' }, now);
  return { ok: true, value: deliverCode(trx, { code, profile }, codes) };
}

function createCode(
  trx: Connection,
  { platform, platform_user_id, client_address }: PlatformIdentity & { client_address: string },
  now: Timestamp,
): StoredCode {
  const expires_at = addSeconds(now, LOGIN_CODE_LIFETIME);
  return insertCode(trx, {
    platform,
    platform_user_id,
    client_address,
    seed: createSeed(),
    created_at: now,
    expires_at,
  });
}
