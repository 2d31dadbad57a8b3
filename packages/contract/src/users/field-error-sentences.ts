import {
  USERNAME_MAX_LENGTH,
  USERNAME_MIN_LENGTH,
  type UserFieldError,
  type UserFieldErrors,
} from '@portal/domain';

type Sentences = { [TCode in UserFieldError['code']]: string };

/** The message of each field error. `{platform}` is replaced by the platform's name. */
export const fieldErrorSentences: Sentences = {
  username_not_string: 'username must be a string',
  username_too_short: `username must be at least ${USERNAME_MIN_LENGTH} characters`,
  username_too_long: `username must be at most ${USERNAME_MAX_LENGTH} characters`,
  username_invalid_characters: 'username contains invalid characters',
  username_taken: 'username is already taken',
  avatar_source_not_string: 'avatar_source must be a string',
  avatar_source_not_linked: 'avatar_source {platform} is not linked',
  avatar_source_unknown: 'avatar_source must be a linked platform or discord_0 to discord_5',
};

/** The `errors` of an update's response. Null if no field failed. */
export function toFieldErrorSentences(
  errors: UserFieldErrors | null,
): { username?: string; avatar_source?: string } | null {
  if (errors === null) return null;
  return {
    ...(errors.username && { username: toSentence(errors.username) }),
    ...(errors.avatar_source && { avatar_source: toSentence(errors.avatar_source) }),
  };
}

function toSentence(error: UserFieldError): string {
  const sentence = fieldErrorSentences[error.code];
  return 'platform' in error ? sentence.replace('{platform}', error.platform) : sentence;
}
