import type { ActionRow } from './rows.ts';
import type { Statements } from './statements.ts';

/** From when on sessions are past, for whoever may see them. */
export interface SessionSight {
  readonly now: string;
  readonly oldest: string;
}

/** The six histories of a user; the one of sessions is empty for a viewer who does not see it. */
export function findHistories(
  statements: Statements,
  id: number,
  sessions: SessionSight | undefined,
) {
  const { actionsOf, chatsOf, botsOf, subscriptionsOf, permissionsOf } = statements;
  return {
    moderation_actions: actionsOf.all(id).map(toAction),
    chats: chatsOf.all(id).map(({ owner_id, archived, ...chat }) => {
      return { ...chat, archived: archived === 1 };
    }),
    bots: botsOf.all(id).map((bot) => {
      return { ...bot, is_active: bot.is_active === 1, is_verified: bot.is_verified === 1 };
    }),
    subscription_history: subscriptionsOf.all(id),
    permission_history: permissionsOf.all(id),
    session_history: sessions === undefined ? [] : findPastSessions(statements, id, sessions),
  };
}

/** What moderators see of them. */
export const NO_HISTORIES = {
  moderation_actions: [],
  chats: [],
  bots: [],
  subscription_history: [],
  permission_history: [],
  session_history: [],
};

function toAction({ id, action_type, reason, expires_at, lifted_at, created_at }: ActionRow) {
  const is_lifted = lifted_at !== null;
  return { id, action_type, reason, is_lifted, expires_at, lifted_at, created_at };
}

function findPastSessions(
  { pastSessionsOf }: Statements,
  id: number,
  { now, oldest }: SessionSight,
) {
  return pastSessionsOf.all(id, now, oldest).map((session) => {
    return { ...session, geo: session.geo === null ? null : JSON.parse(session.geo) };
  });
}
