import { findRestriction, type OracleAction, stateOf } from './restriction.ts';
import type { Visibility } from './visibility.ts';

/** A user as it is stored; a caller may put a predicate in place of a value that it does not know. */
export interface OracleUser {
  readonly id: number;
  readonly username: string;
  readonly avatar_source: string | null;
  readonly permission_level: number;
  readonly permission_since: unknown;
  readonly subscription_tier: number;
  readonly subscription_expires_at: string | null;
  readonly subscription_granted_by: number | null;
  readonly last_activity_at: unknown;
  readonly created_at: unknown;
  readonly updated_at: unknown;
  readonly linked_platforms: readonly OracleLink[];
  readonly sanctions: readonly OracleAction[];
}

export interface OracleLink {
  readonly platform: string;
  readonly platform_avatar_url: string | null;
  readonly linked_at: string;
}

/** JSON in the documented order of keys. */
export type View = Readonly<Record<string, unknown>>;

const HISTORIES = [
  'moderation_actions',
  'chats',
  'bots',
  'subscription_history',
  'permission_history',
  'session_history',
];

export function toPublicProfile(user: OracleUser, now: number): View {
  const { id, username, subscription_expires_at: end } = user;
  const isOver = end !== null && Date.parse(end) <= now;
  const subscription_tier = isOver ? 0 : user.subscription_tier;
  return { id, username, avatar_url: toAvatarUrl(user), subscription_tier };
}

/** The user's view of themselves. */
export function toCurrentUser(user: OracleUser, now: number): View {
  const { created_at, updated_at } = user;
  return { ...toPublicProfile(user, now), ...toPrivateFields(user, now), created_at, updated_at };
}

export interface ProfileOptions {
  readonly visibility: Visibility;
  /** The six histories; those that the viewer does not see come as empty lists. */
  readonly histories: View;
  readonly now: number;
}

export function toProfile(user: OracleUser, { visibility, histories, now }: ProfileOptions): View {
  if (visibility === 'public') return toPublicProfile(user, now);
  const shown = HISTORIES.filter((name) => {
    return visibility === 'owner' || (visibility === 'admin' && name !== 'session_history');
  });
  const lists = HISTORIES.map((name) => [name, shown.includes(name) ? histories[name] : []]);
  return {
    ...toPublicProfile(user, now),
    ...toPrivateFields(user, now),
    ...Object.fromEntries(lists),
  };
}

/** The address of a default picture, the picture of the chosen platform, or that of the earliest linked one. */
export function toAvatarUrl({
  avatar_source,
  linked_platforms,
}: Pick<OracleUser, 'avatar_source' | 'linked_platforms'>): string | null {
  const [, number] = /^discord_(\d)$/.exec(avatar_source ?? '') ?? [];
  if (number !== undefined) return `https://cdn.discordapp.com/embed/avatars/${number}.png`;
  const ordered = [...linked_platforms].sort((a, b) =>
    `${a.linked_at} ${a.platform}` < `${b.linked_at} ${b.platform}` ? -1 : 1,
  );
  const link = ordered.find(({ platform }) => platform === avatar_source) ?? ordered[0];
  return link?.platform_avatar_url ?? null;
}

function toPrivateFields(user: OracleUser, now: number): View {
  return {
    state: stateOf(findRestriction(user.sanctions, now)),
    permission_level: user.permission_level,
    subscription_expires_at: user.subscription_expires_at,
    subscription_granted_by: user.subscription_granted_by,
    last_activity_at: user.last_activity_at,
    permission_since: user.permission_since,
    avatar_source: user.avatar_source,
    linked_platforms: user.linked_platforms,
  };
}
