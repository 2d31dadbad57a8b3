import type { Expected } from '../check/find-difference.ts';
import { isLive, type ModelUser } from './model.ts';

const MOST = 100;

export type ExpectedObject = Readonly<Record<string, Expected>>;

/** The six histories as an Owner sees them; the oracle leaves out what a viewer does not see. */
export function toHistories(user: ModelUser): ExpectedObject {
  return { ...toRecords(user), ...toPastSessions(user) };
}

function toRecords({ id, actions, changes }: ModelUser): ExpectedObject {
  return {
    moderation_actions: newestFirst(actions).map((action) => ({
      ...action,
      is_lifted: action.lifted_at !== null,
    })),
    chats: ownedBy(1, () => true),
    bots: ownedBy(1, (bot) => bot['owner_id'] === id),
    subscription_history: ownedBy(1, () => true),
    permission_history: newestFirst(changes).map(
      ({ old_level, new_level }) =>
        (change) =>
          isObject(change) &&
          change['old_level'] === old_level &&
          change['new_level'] === new_level,
    ),
  };
}

/** A history that never changes: the marks show whose it is, so counting its items is enough. */
function ownedBy(count: number, isRight: (item: Record<string, unknown>) => boolean): Expected {
  return (items) =>
    Array.isArray(items) &&
    items.length === count &&
    items.every((item) => isObject(item) && isRight(item));
}

function toPastSessions(user: ModelUser): ExpectedObject {
  const past = user.sessions.filter((session) => !isLive(session, user));
  const ordered = past
    .map((session, at) => ({
      session,
      order: `${session.created_at} ${String(at).padStart(6, '0')}`,
    }))
    .sort((a, b) => (a.order < b.order ? 1 : -1));
  return {
    session_history: ordered.slice(0, MOST).map(
      ({ session: { token, created_at } }) =>
        (item) =>
          isObject(item) &&
          item['token_suffix'] === token.slice(-6) &&
          item['created_at'] === created_at,
    ),
  };
}

function newestFirst<TItem>(items: readonly TItem[]): readonly TItem[] {
  return [...items].reverse().slice(0, MOST);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
