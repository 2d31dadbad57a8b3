import type { Random } from '@portal/workspace/random';
import type Sqlite from 'better-sqlite3';
import type { Expected } from '../judge/find-difference.ts';

export type Level = 0 | 1 | 2 | 3;

/** A user as the database must have it by what was asked and answered. */
export interface ModelUser {
  readonly id: number;
  username: string;
  avatar_source: string | null;
  permission_level: Level;
  permission_since: Expected;
  updated_at: Expected;
  readonly created_at: string;
  readonly subscription_tier: Level;
  readonly subscription_expires_at: string | null;
  readonly subscription_granted_by: number | null;
  links: readonly ModelLink[];
  readonly actions: ModelAction[];
  readonly changes: ModelChange[];
  readonly sessions: ModelSession[];
}

export interface ModelLink {
  readonly platform: 'discord' | 'telegram';
  readonly platform_user_id: string;
  readonly platform_username: string;
  readonly platform_avatar_url: string | null;
  readonly linked_at: string;
  readonly last_authenticated_at: string;
}

export interface ModelAction {
  readonly id: number;
  readonly action_type: string;
  readonly reason: string;
  readonly expires_at: string | null;
  lifted_at: Expected;
  readonly created_at: Expected;
}

/** A change of level, as the history has it. */
export interface ModelChange {
  readonly old_level: Level;
  readonly new_level: Level;
}

export interface ModelSession {
  readonly token: string;
  readonly created_at: string;
  expires_at: string;
  ended_at: string | null;
}

/** Users of whom nobody else asks or changes anything, so that each answer can be told beforehand. */
export interface World {
  readonly lane: number;
  readonly lanes: number;
  readonly random: Random;
  readonly users: readonly ModelUser[];
  readonly sqlite: Sqlite.Database;
  /** The path of the database, for command lines. */
  readonly file: string;
  /** From where it asks now, and how often it did. */
  readonly address: { number: number; spent: number };
}

const DAY_MS = 86_400_000;

/** The documented form of a moment, so many days from now. */
export function toTime(days = 0): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().replace(/\.\d+/, '');
}

/** Judged by the level held now: 30 days, 1 day for Admin and above. */
export function isLive(session: ModelSession, { permission_level }: ModelUser): boolean {
  const oldest = toTime(permission_level >= 2 ? -1 : -30);
  const { ended_at, expires_at, created_at } = session;
  return ended_at === null && expires_at > toTime() && created_at > oldest;
}

/** What keeps a user out: a ban before a timeout, of two alike the one that lasts longer. */
export function findRestriction({ actions }: ModelUser): ModelAction | undefined {
  const now = toTime();
  const running = actions.filter(
    ({ action_type, lifted_at, expires_at }) =>
      /PLATFORM_(BAN|TIMEOUT)/.test(action_type) &&
      lifted_at === null &&
      (expires_at === null || expires_at > now),
  );
  const weigh = ({ action_type, expires_at }: ModelAction) =>
    `${action_type === 'PLATFORM_BAN' ? 1 : 0} ${expires_at ?? '9999'}`;
  return running.sort((a, b) => weigh(b).localeCompare(weigh(a)))[0];
}

/** How much of a target a viewer sees. */
export type Sight = 'public' | 'moderator' | 'admin' | 'owner';

export function sightOf(viewer: ModelUser, target: ModelUser): Sight {
  const level = viewer.permission_level;
  if (level !== 3 && level <= target.permission_level) return 'public';
  return (['public', 'moderator', 'admin', 'owner'] as const)[level];
}

/** ASCII case does not tell two names apart. */
export function findByName({ users }: World, username: string): ModelUser | undefined {
  return users.find((user) => user.username.toLowerCase() === username.toLowerCase());
}
