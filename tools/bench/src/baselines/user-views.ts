import type { ActionRow, LinkRow, UserRow } from './rows.ts';

const DEFAULT_AVATARS = 'https://cdn.discordapp.com/embed/avatars/';

/** A user with what hangs on it, as rows. */
export interface UserRows {
  readonly row: UserRow;
  readonly links: readonly LinkRow[];
  readonly sanctions: readonly ActionRow[];
}

/** The links of the rows of one user. */
export function toLinks(rows: readonly UserRow[]): readonly LinkRow[] {
  const links: LinkRow[] = [];
  for (const row of rows) if (row.platform !== null) links.push(toLink(row));
  return links;
}

function toLink(row: LinkRow): LinkRow {
  return {
    platform: row.platform,
    platform_user_id: row.platform_user_id,
    platform_username: row.platform_username,
    platform_avatar_url: row.platform_avatar_url,
    linked_at: row.linked_at,
    last_authenticated_at: row.last_authenticated_at,
  };
}

/** The four public fields. */
export function toPublic({ row, links }: UserRows, now: string) {
  const { subscription_expires_at: end } = row;
  return {
    id: row.id,
    username: row.username,
    avatar_url: findAvatar(row.avatar_source, links),
    subscription_tier: end !== null && end <= now ? 0 : row.subscription_tier,
  };
}

/** The public fields and those for whoever may see more. */
export function toPrivate(user: UserRows, now: string) {
  const { row, links, sanctions } = user;
  return {
    ...toPublic(user, now),
    state: findState(sanctions, now),
    permission_level: row.permission_level,
    subscription_expires_at: row.subscription_expires_at,
    subscription_granted_by: row.subscription_granted_by,
    last_activity_at: row.last_activity_at,
    permission_since: row.permission_since,
    avatar_source: row.avatar_source,
    linked_platforms: sortLinks(links),
  };
}

export function toCurrent(user: UserRows, now: string) {
  const { created_at, updated_at } = user.row;
  return { ...toPrivate(user, now), created_at, updated_at };
}

/** 2 while banned, 1 in a running timeout, else 0. */
export function findState(sanctions: readonly ActionRow[], now: string): 0 | 1 | 2 {
  let state: 0 | 1 | 2 = 0;
  for (const { action_type, expires_at } of sanctions) {
    if (expires_at !== null && expires_at <= now) continue;
    if (action_type === 'PLATFORM_BAN') return 2;
    state = 1;
  }
  return state;
}

function findAvatar(source: string | null, links: readonly LinkRow[]): string | null {
  if (source?.startsWith('discord_')) return `${DEFAULT_AVATARS}${source.slice(8)}.png`;
  const chosen = links.find(({ platform }) => platform === source) ?? sortLinks(links)[0];
  return chosen?.platform_avatar_url ?? null;
}

function sortLinks(links: readonly LinkRow[]): readonly LinkRow[] {
  return links.length < 2 ? links : [...links].sort((a, b) => (isBefore(a, b) ? -1 : 1));
}

function isBefore(a: LinkRow, b: LinkRow): boolean {
  return a.linked_at === b.linked_at ? a.platform < b.platform : a.linked_at < b.linked_at;
}
