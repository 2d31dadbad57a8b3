import type { AvatarSource } from '../src/avatar/avatar-source.ts';
import type { LinkedPlatform } from '../src/avatar/platform.ts';
import type { ModerationAction } from '../src/restriction/moderation-action.ts';
import type { SessionTimes } from '../src/session/session-lifetime.ts';

// The rules a second time, written from the contract alone and in another way than the code: code unit
// tables for patterns, milliseconds for text, literal tables for lists. Nothing here calls the code.

const ALLOWED_CODE_UNITS: ReadonlySet<number> = new Set([
  0x2d, 0x2e, 0x5f, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x41, 0x42, 0x43,
  0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e, 0x4f, 0x50, 0x51, 0x52, 0x53,
  0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69,
  0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79,
  0x7a,
]);

export type UsernameVerdict =
  | 'fine'
  | 'username_not_string'
  | 'username_too_short'
  | 'username_too_long'
  | 'username_invalid_characters';

export function judgeUsername(input: unknown): UsernameVerdict {
  if (typeof input !== 'string') return 'username_not_string';
  const { length } = Array.from(input);
  if (length < 3) return 'username_too_short';
  if (length > 32) return 'username_too_long';
  return codeUnits(input).every((unit) => ALLOWED_CODE_UNITS.has(unit))
    ? 'fine'
    : 'username_invalid_characters';
}

/** True if two names differ only in the case of the letters A to Z. */
export function isSameName(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  return codeUnits(one).every((unit, at) => {
    const pair = [unit, other.charCodeAt(at)].sort((a, b) => a - b) as [number, number];
    const isCasePair = pair[0] >= 0x41 && pair[0] <= 0x5a && pair[1] === pair[0] + 0x20;
    return pair[0] === pair[1] || isCasePair;
  });
}

const PICTURES: Readonly<Record<string, string>> = {
  discord_0: 'https://cdn.discordapp.com/embed/avatars/0.png',
  discord_1: 'https://cdn.discordapp.com/embed/avatars/1.png',
  discord_2: 'https://cdn.discordapp.com/embed/avatars/2.png',
  discord_3: 'https://cdn.discordapp.com/embed/avatars/3.png',
  discord_4: 'https://cdn.discordapp.com/embed/avatars/4.png',
  discord_5: 'https://cdn.discordapp.com/embed/avatars/5.png',
};

/** The value to store, or the code of the failure, with the platform's name if the message has it. */
export function judgeAvatarSource(input: unknown, links: readonly LinkedPlatform[]): object {
  if (typeof input !== 'string') return { code: 'avatar_source_not_string' };
  if (input.length === 0) return { stored: null };
  if (Object.hasOwn(PICTURES, input)) return { stored: input };
  if (input !== 'discord' && input !== 'telegram') return { code: 'avatar_source_unknown' };
  const linkedNames = new Set<string>(links.map((link) => link.platform));
  if (linkedNames.has(input)) return { stored: input };
  return { code: 'avatar_source_not_linked', platform: input };
}

/** Needs links of different platforms with valid times. */
export function avatarUrlOf(
  source: AvatarSource | null,
  links: readonly LinkedPlatform[],
): string | null {
  if (source !== null && Object.hasOwn(PICTURES, source)) return PICTURES[source] as string;
  const linked = new Map(links.map((link) => [link.platform as string, link]));
  const discord = linked.get('discord');
  const telegram = linked.get('telegram');
  const named = linked.get(source ?? 'none');
  if (named !== undefined) return named.platform_avatar_url;
  if (discord === undefined || telegram === undefined) {
    return (discord ?? telegram ?? { platform_avatar_url: null }).platform_avatar_url;
  }
  const isTelegramEarlier = Date.parse(telegram.linked_at) < Date.parse(discord.linked_at);
  return (isTelegramEarlier ? telegram : discord).platform_avatar_url;
}

/** The state and the end of the active restriction, and every reason that it may have. Needs valid times. */
export function restrictionOf(actions: readonly ModerationAction[], now: string) {
  const running = actions.filter((action) => !action.is_lifted && endOf(action) > Date.parse(now));
  const bans = running.filter((action) => action.action_type === 'PLATFORM_BAN');
  const timeouts = running.filter((action) => action.action_type === 'PLATFORM_TIMEOUT');
  const candidates = bans.length > 0 ? bans : timeouts;
  if (candidates.length === 0) return null;
  const end = Math.max(...candidates.map(endOf));
  const longest = candidates.filter((action) => endOf(action) === end);
  return { state: bans.length > 0 ? 2 : 1, end, reasons: longest.map((action) => action.reason) };
}

/** Needs valid times. */
export function isLive(session: SessionTimes, level: number, now: string): boolean {
  const days = [30, 30, 1, 1][level] as number;
  const limit = Date.parse(session.created_at) + days * 24 * 60 * 60 * 1000;
  const end = Math.min(limit, Date.parse(session.expires_at));
  return session.ended_at === null && Date.parse(now) < end;
}

function endOf(action: ModerationAction): number {
  return action.expires_at === null ? Number.POSITIVE_INFINITY : Date.parse(action.expires_at);
}

function codeUnits(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}
