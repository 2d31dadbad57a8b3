import type { Timestamp } from '../timestamp.ts';

export const PLATFORMS = ['discord', 'telegram'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** An account of a user on another platform. A user has at most one per platform. */
export interface LinkedPlatform {
  readonly platform: Platform;
  readonly platform_user_id: string;
  readonly platform_username: string;
  readonly platform_avatar_url: string | null;
  readonly linked_at: Timestamp;
  readonly last_authenticated_at: Timestamp | null;
}

export function isPlatform(input: unknown): input is Platform {
  return (PLATFORMS as readonly unknown[]).includes(input);
}

/** Sorts by time, earliest first, then by platform name. */
export function compareLinks(a: LinkedPlatform, b: LinkedPlatform): number {
  return compare(a.linked_at, b.linked_at) || compare(a.platform, b.platform);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
