import type {
  CodeInputError,
  LookupInputError,
  PlatformAvatarUrlError,
  PlatformError,
  PlatformUserIdError,
  PlatformUsernameError,
} from '@portal/domain';

type LoginFieldError =
  | LookupInputError
  | CodeInputError
  | PlatformError
  | PlatformUserIdError
  | PlatformUsernameError
  | PlatformAvatarUrlError;

/** The message of each field error of a login's input. A 400 has the message of the first invalid field. */
export const loginMessages = {
  username_required: 'username is required',
  username_not_string: 'username must be a string',
  username_too_short: 'username must be at least 3 characters',
  username_too_long: 'username must be at most 32 characters',
  username_invalid_characters: 'username contains invalid characters',
  code_required: 'code is required',
  code_not_string: 'code must be a string',
  platform_required: 'platform is required',
  platform_unknown: 'platform must be discord or telegram',
  platform_user_id_required: 'platform_user_id is required',
  platform_user_id_not_string: 'platform_user_id must be a string',
  platform_user_id_not_digits: 'platform_user_id must be 1 to 20 digits',
  platform_username_required: 'platform_username is required',
  platform_username_not_string: 'platform_username must be a string',
  platform_username_length: 'platform_username must be 1 to 64 characters',
  platform_username_invalid_characters: 'platform_username contains invalid characters',
  platform_avatar_url_invalid: 'platform_avatar_url must be an https URL',
} as const satisfies Record<LoginFieldError['code'], string>;
