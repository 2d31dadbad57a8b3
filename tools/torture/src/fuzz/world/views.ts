import type { Expected } from '../judge/find-difference.ts';
import { findRestriction, isLive, type ModelUser, type Sight } from './model.ts';

const MOST = 100;

export type ExpectedObject = Readonly<Record<string, Expected>>;

/** What anybody signed in sees. */
export function toPublic(user: ModelUser): ExpectedObject {
  const { id, username, subscription_expires_at } = user;
  // Every end that the model knows of has passed.
  const subscription_tier = subscription_expires_at === null ? user.subscription_tier : 0;
  return { id, username, avatar_url: toAvatarUrl(user), subscription_tier };
}

/** What the user sees of itself. */
export function toCurrentUser(user: ModelUser): ExpectedObject {
  const { created_at, updated_at } = user;
  return { ...toPublic(user), ...toPrivate(user), created_at, updated_at };
}

export function toProfile(user: ModelUser, sight: Sight): ExpectedObject {
  if (sight === 'public') return toPublic(user);
  const fields = { ...toPublic(user), ...toPrivate(user) };
  const none = {
    moderation_actions: [],
    chats: [],
    bots: [],
    subscription_history: [],
    permission_history: [],
    session_history: [],
  };
  if (sight === 'moderator') return { ...fields, ...none };
  const histories = { ...none, ...toHistories(user) };
  return { ...fields, ...histories, ...(sight === 'owner' && toPastSessions(user)) };
}

/** The documented address of a default picture, or that of a linked account. */
export function toAvatarUrl({ avatar_source, links }: ModelUser): string | null {
  const [, number] = /^discord_(\d)$/.exec(avatar_source ?? '') ?? [];
  if (number !== undefined) return `https://cdn.discordapp.com/embed/avatars/${number}.png`;
  const link = links.find(({ platform }) => platform === avatar_source) ?? links[0];
  return link?.platform_avatar_url ?? null;
}

function toPrivate(user: ModelUser): ExpectedObject {
  const restriction = findRestriction(user);
  const states: Readonly<Record<string, number>> = { PLATFORM_TIMEOUT: 1, PLATFORM_BAN: 2 };
  return {
    state: states[restriction?.action_type ?? ''] ?? 0,
    permission_level: user.permission_level,
    subscription_expires_at: user.subscription_expires_at,
    subscription_granted_by: user.subscription_granted_by,
    last_activity_at: isAnything,
    permission_since: user.permission_since,
    avatar_source: user.avatar_source,
    linked_platforms: user.links.map((link) => ({ ...link })),
  };
}

function toHistories({ id, actions, changes }: ModelUser): ExpectedObject {
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

/** Of histories that never change the marks tell whose they are; what is left is to count them. */
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

function isAnything(): boolean {
  return true;
}
