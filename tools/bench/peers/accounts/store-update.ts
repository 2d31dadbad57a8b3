import {
  applyChanges,
  decideUpdate,
  parseUsername,
  type Timestamp,
  type User,
  type UserFieldError,
  type UserPatch,
  usernameKey,
} from '@portal/domain';
import type { AccountStore } from './account-store.ts';

export interface StoredUpdate {
  readonly user: User;
  readonly errors: { readonly username?: string; readonly avatar_source?: string } | null;
}

/** Decides each field alone, stores what passes, and says what fails; to be called in a transaction. */
export function storeUpdate(
  store: AccountStore,
  user: User,
  { patch, now }: { readonly patch: UserPatch; readonly now: Timestamp },
): StoredUpdate {
  const wanted = parseUsername(patch.username);
  const holder = wanted.ok ? store.findIdByKey(usernameKey(wanted.value)) : undefined;
  const { changes, errors } = decideUpdate(user, patch, holder);
  const updated = applyChanges(user, changes, now);
  if (updated !== user) store.storeUser(updated);
  if (errors === null) return { user: updated, errors };
  const { username, avatar_source } = errors;
  return {
    user: updated,
    errors: {
      ...(username && { username: toSentence(username) }),
      ...(avatar_source && { avatar_source: toSentence(avatar_source) }),
    },
  };
}

const sentences: Record<UserFieldError['code'], string> = {
  username_not_string: 'username must be a string',
  username_too_short: 'username must be at least 3 characters',
  username_too_long: 'username must be at most 32 characters',
  username_invalid_characters: 'username contains invalid characters',
  username_taken: 'username is already taken',
  avatar_source_not_string: 'avatar_source must be a string',
  avatar_source_not_linked: 'avatar_source {platform} is not linked',
  avatar_source_unknown: 'avatar_source must be a linked platform or discord_0 to discord_5',
};

function toSentence(error: UserFieldError): string {
  const sentence = sentences[error.code];
  return 'platform' in error ? sentence.replace('{platform}', error.platform) : sentence;
}
