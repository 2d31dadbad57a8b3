import type { Callers, KeyHolder, MaybePromise, Outcome, Visitor } from '@portal/contract';
import type { Authenticate, PortalContext } from '@portal/server';
import {
  authenticateBot,
  authenticatePublicKey,
  findCallingBot,
} from '../api-keys/authenticate-keys.ts';
import type { Clock } from '../clock.ts';
import type { Authenticate as AuthenticateSession } from '../sessions/authenticate.ts';
import { findSessionTokens } from '../sessions/session-cookie.ts';
import type { Connection } from '../store/sqlite/connection.ts';

export interface CallerDependencies {
  readonly db: Connection;
  readonly clock: Clock;
  readonly authenticateSession: AuthenticateSession;
  readonly toRateLimitKey: (c: PortalContext) => string;
  /** The whole address of a client; null if it has none. */
  readonly toClientIp: (c: PortalContext) => string | null;
  /** Runs work again while the database is busy, and answers 503 in the end. */
  readonly whenAvailable: <TValue>(
    work: () => MaybePromise<Outcome<TValue>>,
  ) => MaybePromise<Outcome<TValue>>;
}

/** Who calls, for each kind of access. */
export function createAuthenticateCallers(dependencies: CallerDependencies): Authenticate {
  const { db, clock, authenticateSession, whenAvailable } = dependencies;
  const toVisitor = (c: PortalContext): Visitor => ({
    session_tokens: findSessionTokens(c.req.header('cookie')),
    client_ip: dependencies.toClientIp(c),
    rate_limit_key: dependencies.toRateLimitKey(c),
    user_agent: c.req.header('user-agent') ?? null,
  });
  return {
    async session(c): Promise<Outcome<Callers['session']>> {
      const viewer = await whenAvailable(() => authenticateSession(c.req.header('cookie')));
      if (viewer.ok) c.set('userId', viewer.value.id);
      return viewer;
    },
    async publicKey(c): Promise<Outcome<KeyHolder>> {
      const key = await whenAvailable(() => authenticatePublicKey(db, c.req.header('x-api-key')));
      if (!key.ok) return key;
      c.set('apiKeyId', key.value);
      return { ok: true, value: { ...toVisitor(c), api_key_id: key.value } };
    },
    async botKey(c): Promise<Outcome<Callers['botKey']>> {
      const bot = await whenAvailable(() =>
        authenticateBot(findCallingBot(db, c.req.header('x-api-key')), clock()),
      );
      if (bot.ok) c.set('botId', bot.value.bot_id);
      return bot;
    },
    none: (c) => ({ ok: true, value: toVisitor(c) }),
  };
}
