import {
  findRestriction,
  isSessionLive,
  type Level,
  type OracleUser,
} from '@portal/conformance/oracle';
import type { Random } from '@portal/workspace/random';
import type Sqlite from 'better-sqlite3';
import type { Expected } from '../check/find-difference.ts';

export type { Level };

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

/** Users that no other worker reads or changes, so that each answer can be predicted. */
export interface World {
  readonly worker: number;
  readonly workers: number;
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

/** Whether a session is live now, by the level that its user has now. */
export function isLive(session: ModelSession, { permission_level }: ModelUser): boolean {
  return isSessionLive(session, permission_level, Date.now());
}

/** The action that restricts a user now. */
export function findUserRestriction({ actions }: ModelUser): ModelAction | undefined {
  return findRestriction(actions, Date.now());
}

/** The user as the oracle reads it; any last activity is right. */
export function toOracleUser(user: ModelUser): OracleUser {
  const { links, actions } = user;
  return { ...user, linked_platforms: links, sanctions: actions, last_activity_at: () => true };
}

/** Two names that differ only in ASCII case are the same. */
export function findByName({ users }: World, username: string): ModelUser | undefined {
  return users.find((user) => user.username.toLowerCase() === username.toLowerCase());
}
