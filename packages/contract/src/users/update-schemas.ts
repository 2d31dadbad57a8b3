import {
  AVATAR_SOURCES,
  type CurrentUser,
  USERNAME_MAX_LENGTH,
  USERNAME_MIN_LENGTH,
  USERNAME_PATTERN,
} from '@portal/domain';
import { documentedPayloads } from '../documented/documented-payloads.ts';
import { z } from '../zod.ts';
import { CurrentUserResponse } from './user-schemas.ts';

/** A field that only the domain checks: the schema accepts any JSON value. `described` and the input type are the valid values. */
function judgedField(described: Record<string, unknown>) {
  return z.unknown().optional().meta(described) as z.ZodType<unknown, string | null | undefined>;
}

export const UpdateMeInput = z
  .object({
    username: judgedField({
      type: ['string', 'null'],
      minLength: USERNAME_MIN_LENGTH,
      maxLength: USERNAME_MAX_LENGTH,
      pattern: USERNAME_PATTERN.source,
      description: 'New username (3-32 chars: alphanumeric, dots, underscores, hyphens).',
    }).optional(),
    avatar_source: judgedField({
      enum: ['', ...AVATAR_SOURCES, null],
      description:
        'A platform name that is linked, or a default key. Empty to clear and fall back to the earliest linked platform.',
    }).optional(),
  })
  .meta({
    id: 'UpdateMeInput',
    description:
      'Both fields are optional; null means not given; unknown keys are ignored. Each field is judged alone: one that fails is named in `errors` of a 200, also when its JSON type is wrong.',
    examples: [{ username: 'newname', avatar_source: 'discord' }],
  });

export const UserFieldErrorsResponse = z
  .object({ username: z.string().optional(), avatar_source: z.string().optional() })
  .meta({
    id: 'UserFieldErrors',
    description: 'The fields that failed, each with a message.',
    examples: [{ username: 'username is already taken' }],
  });

export const UpdateMeResponse = z
  .object({
    user: CurrentUserResponse.meta({ description: 'The user as stored after the update.' }),
    errors: UserFieldErrorsResponse.nullable().meta({
      description: 'null if all fields succeeded.',
    }),
  })
  .meta({
    id: 'UpdateMeResponse',
    description: 'What is stored now, and which of the given fields failed.',
    examples: [documentedPayloads['users.updateMe'].payload],
  });

/** The result of an update, as a service returns it. */
export interface UpdatedUser {
  readonly user: CurrentUser;
  readonly errors: { readonly username?: string; readonly avatar_source?: string } | null;
}
