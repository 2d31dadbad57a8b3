import type { Bot, Chat, ModerationAction, PastSession, SessionGeo } from '@portal/domain';

type Flag = 0 | 1;
/** SQLite has no truth values, and JSON is text to it. */
type Stored<TItem, TFlags extends keyof TItem> = Omit<TItem, TFlags> & Record<TFlags, Flag>;

export type ModerationRow = Omit<ModerationAction, 'is_lifted'>;
export type ChatRow = Stored<Chat, 'archived'>;
export type BotRow = Stored<Bot, 'is_active' | 'is_verified'>;
export type SessionRow = Omit<PastSession, 'geo'> & { readonly geo: string | null };

export function toModerationAction(row: ModerationRow): ModerationAction {
  return { ...row, is_lifted: row.lifted_at !== null };
}

export function toChat(row: ChatRow): Chat {
  return { ...row, archived: row.archived === 1 };
}

export function toBot(row: BotRow): Bot {
  return { ...row, is_active: row.is_active === 1, is_verified: row.is_verified === 1 };
}

export function toPastSession(row: SessionRow): PastSession {
  return { ...row, geo: row.geo === null ? null : (JSON.parse(row.geo) as SessionGeo) };
}
