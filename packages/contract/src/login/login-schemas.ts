import {
  PLATFORM_AVATAR_URL_MAX_LENGTH,
  PLATFORM_USER_ID_PATTERN,
  PLATFORM_USERNAME_MAX_LENGTH,
  PLATFORMS,
  type Platform,
  parseCodeInput,
  parseLookupUsername,
  parsePlatform,
  parsePlatformAvatarUrl,
  parsePlatformUserId,
  parsePlatformUsername,
  type Result,
  USERNAME_MAX_LENGTH,
  USERNAME_MIN_LENGTH,
  USERNAME_PATTERN,
} from '@portal/domain';
import { TimestampSchema } from '../users/timestamp-schema.ts';
import {
  PermissionLevelSchema,
  PlatformSchema,
  SubscriptionTierSchema,
  UserId,
} from '../users/user-schemas.ts';
import { z } from '../zod.ts';
import { loginMessages } from './login-messages.ts';

type Code = keyof typeof loginMessages;

/** A field that the domain parses. `described` is the schema of valid values for OpenAPI. */
function parsedField<TValue, TInput>(
  parse: (input: unknown) => Result<TValue, { readonly code: Code }>,
  described: Record<string, unknown>,
) {
  const field = z.unknown().transform((input, context): TValue => {
    const parsed = parse(input);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: 'custom', message: loginMessages[parsed.error.code] });
    return z.NEVER;
  });
  return field.meta(described) as unknown as z.ZodType<TValue, TInput>;
}

const platformFields = {
  platform: parsedField<Platform, Platform>(parsePlatform, {
    type: 'string',
    enum: [...PLATFORMS],
    description: 'The platform of the account.',
  }),
  platform_user_id: parsedField<string, string>(parsePlatformUserId, {
    type: 'string',
    pattern: PLATFORM_USER_ID_PATTERN.source,
    description: 'The id of the account on its platform: digits, as text.',
  }),
};

export const LookupInput = z
  .object({
    username: parsedField<string, string>(parseLookupUsername, {
      type: 'string',
      minLength: USERNAME_MIN_LENGTH,
      maxLength: USERNAME_MAX_LENGTH,
      pattern: USERNAME_PATTERN.source,
      description: 'The username, in any case.',
    }),
  })
  .meta({ id: 'LookupInput', description: 'Whom to look up.' });

export const LookupResponse = z
  .object({
    id: UserId,
    username: z.string(),
    avatar_url: z.string().nullable(),
    permission_level: PermissionLevelSchema,
    subscription_tier: SubscriptionTierSchema,
    platforms: z.array(z.object({ platform: PlatformSchema, platform_user_id: z.string() })),
  })
  .meta({ id: 'LookupResponse', description: 'Who it is, and where a code can be sent.' });

export const CodeRequestInput = z
  .object(platformFields)
  .meta({ id: 'CodeRequestInput', description: 'The account that wants to log in.' });

export const CodeRequestResponse = z
  .object({ message: z.literal('Login code generated.'), expires_at: TimestampSchema })
  .meta({ id: 'CodeRequestResponse', description: 'Until when the code can be fetched and used.' });

export const VerifyInput = z
  .object({
    code: parsedField<string, string>(parseCodeInput, {
      type: 'string',
      description: 'The 8 characters of the code; case matters.',
    }),
  })
  .meta({ id: 'VerifyInput', description: 'The code that the bot gave.' });

export const VerifyResponse = z
  .object({
    user_created: z.boolean().meta({ description: 'Whether this login made the account.' }),
    id: UserId,
    username: z.string(),
    avatar_url: z.string().nullable(),
    permission_level: PermissionLevelSchema,
    subscription_level: SubscriptionTierSchema,
    subscription_expires_at: TimestampSchema.nullable(),
    state: z.literal('active').meta({ description: 'Whoever is restricted gets an error.' }),
    created_at: TimestampSchema,
  })
  .meta({ id: 'VerifyResponse', description: 'Who signed in.' });

export const LogoutResponse = z
  .object({ message: z.literal('Logged out.') })
  .meta({ id: 'LogoutResponse', description: 'The session has ended, if there was one.' });

export const BotCodeInput = z
  .object({
    ...platformFields,
    platform_username: parsedField<string, string>(parsePlatformUsername, {
      type: 'string',
      minLength: 1,
      maxLength: PLATFORM_USERNAME_MAX_LENGTH,
      description: 'The name of the account on its platform.',
    }),
    platform_avatar_url: parsedField<string | null, string | null | undefined>(
      parsePlatformAvatarUrl,
      {
        type: ['string', 'null'],
        format: 'uri',
        maxLength: PLATFORM_AVATAR_URL_MAX_LENGTH,
        description: 'The avatar of the account, https; null or missing if it has none.',
      },
    ).optional(),
  })
  .meta({ id: 'BotCodeInput', description: 'The account that asked the bot for a code.' });

const Code = z.string().regex(/^[A-Za-z0-9]{8}$/);
/** The documented example has a fraction of a second. Our times never do. */
const CodeExpiry = z.iso.datetime();

export const BotLoginCodeResponse = z
  .object({ code: Code.nullable(), expires_at: CodeExpiry.nullable().optional() })
  .meta({
    id: 'BotLoginCodeResponse',
    description: 'The code that the website asked for; null when none is pending.',
  });

export const BotSendCodeResponse = z
  .object({ code: Code, expires_at: CodeExpiry })
  .meta({ id: 'BotSendCodeResponse', description: 'A code for the account.' });
