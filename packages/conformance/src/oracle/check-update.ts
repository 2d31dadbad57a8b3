import type { UserFieldError } from '@portal/domain';

/** The message of each field error, as the documentation words it. */
export const fieldMessages = {
  username_not_string: 'username must be a string',
  username_too_short: 'username must be at least 3 characters',
  username_too_long: 'username must be at most 32 characters',
  username_invalid_characters: 'username contains invalid characters',
  username_taken: 'username is already taken',
  avatar_source_not_string: 'avatar_source must be a string',
  avatar_source_not_linked: 'avatar_source {platform} is not linked',
  avatar_source_unknown: 'avatar_source must be a linked platform or discord_0 to discord_5',
} as const satisfies Readonly<Record<UserFieldError['code'], string>>;

/** What the check must know beside the update. */
export interface UpdateFacts {
  readonly links: readonly { readonly platform: string }[];
  /** Whether another user has this name, in any case. */
  isTaken(username: string): boolean;
}

/** The fields that an update stores, and the messages of those that fail; null if none fails. */
export interface CheckedUpdate {
  readonly changes: { readonly username?: string; readonly avatar_source?: string | null };
  readonly errors: Readonly<Record<string, string>> | null;
}

type CheckedField = { readonly stored: string | null } | { readonly error: string };

/** Checks each given field on its own, by the documented rules in their order. */
export function checkUpdate(patch: object, facts: UpdateFacts): CheckedUpdate {
  const changes: Record<string, string | null> = {};
  const errors: Record<string, string> = {};
  const checks = { username: checkUsername, avatar_source: checkAvatarSource };
  for (const [field, check] of Object.entries(checks)) {
    const value = Object.hasOwn(patch, field) ? (patch as Record<string, unknown>)[field] : null;
    if (value === null) continue;
    const checked = check(value, facts);
    if ('error' in checked) errors[field] = checked.error;
    else changes[field] = checked.stored;
  }
  return { changes, errors: Object.keys(errors).length === 0 ? null : errors };
}

function checkUsername(value: unknown, { isTaken }: UpdateFacts): CheckedField {
  if (typeof value !== 'string') return { error: fieldMessages.username_not_string };
  // Characters as JSON Schema counts them: one outside the first plane is one.
  const { length } = [...value];
  if (length < 3) return { error: fieldMessages.username_too_short };
  if (length > 32) return { error: fieldMessages.username_too_long };
  if (/[^A-Za-z0-9._-]/.test(value)) return { error: fieldMessages.username_invalid_characters };
  return isTaken(value) ? { error: fieldMessages.username_taken } : { stored: value };
}

function checkAvatarSource(value: unknown, { links }: UpdateFacts): CheckedField {
  if (typeof value !== 'string') return { error: fieldMessages.avatar_source_not_string };
  if (value === '') return { stored: null };
  if (/^discord_[0-5]$/.test(value)) return { stored: value };
  if (links.some(({ platform }) => platform === value)) return { stored: value };
  const isPlatform = value === 'discord' || value === 'telegram';
  return { error: isPlatform ? notLinked(value) : fieldMessages.avatar_source_unknown };
}

export function notLinked(platform: string): string {
  return fieldMessages.avatar_source_not_linked.replace('{platform}', platform);
}
