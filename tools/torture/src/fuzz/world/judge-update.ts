import { findByName, type ModelUser, type World } from './model.ts';

/** What an update stores, and what it says of the fields that fail; null when none does. */
export interface UpdateVerdict {
  readonly changes: Partial<Pick<ModelUser, 'username' | 'avatar_source'>>;
  readonly errors: Readonly<Record<string, string>> | null;
}

type FieldVerdict = { readonly stored: string | null } | { readonly error: string };

/** Judges each given field alone, by the documented rules in their order. */
export function judgeUpdate(world: World, user: ModelUser, patch: object): UpdateVerdict {
  const changes: Record<string, string | null> = {};
  const errors: Record<string, string> = {};
  const judges = {
    username: (value: unknown) => judgeUsername(world, user, value),
    avatar_source: (value: unknown) => judgeAvatarSource(user, value),
  };
  for (const [field, judge] of Object.entries(judges)) {
    const value = Object.hasOwn(patch, field) ? (patch as Record<string, unknown>)[field] : null;
    if (value === null) continue;
    const verdict = judge(value);
    if ('error' in verdict) errors[field] = `${field} ${verdict.error}`;
    else changes[field] = verdict.stored;
  }
  return { changes, errors: Object.keys(errors).length === 0 ? null : errors };
}

function judgeUsername(world: World, user: ModelUser, value: unknown): FieldVerdict {
  if (typeof value !== 'string') return { error: 'must be a string' };
  // Characters as JSON Schema counts them: one outside the first plane is one.
  const { length } = [...value];
  if (length < 3) return { error: 'must be at least 3 characters' };
  if (length > 32) return { error: 'must be at most 32 characters' };
  if (/[^A-Za-z0-9._-]/.test(value)) return { error: 'contains invalid characters' };
  const holder = findByName(world, value);
  return holder === undefined || holder === user
    ? { stored: value }
    : { error: 'is already taken' };
}

function judgeAvatarSource({ links }: ModelUser, value: unknown): FieldVerdict {
  if (typeof value !== 'string') return { error: 'must be a string' };
  if (value === '') return { stored: null };
  if (/^discord_[0-5]$/.test(value)) return { stored: value };
  if (links.some(({ platform }) => platform === value)) return { stored: value };
  const isPlatform = value === 'discord' || value === 'telegram';
  return {
    error: isPlatform
      ? `${value} is not linked`
      : 'must be a linked platform or discord_0 to discord_5',
  };
}
