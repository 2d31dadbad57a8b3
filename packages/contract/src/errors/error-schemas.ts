import { TimestampSchema } from '../users/timestamp-schema.ts';
import { z } from '../zod.ts';

const EXAMPLE_ID = '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11';

export const ErrorResponse = z
  .object({
    error: z.string().meta({ description: 'What went wrong, in one sentence.' }),
    correlation_id: z.uuid().meta({ description: 'Also in `X-Correlation-Id` and in the log.' }),
  })
  .meta({
    id: 'ErrorResponse',
    description: 'The body of every answer that is not 2xx.',
    examples: [{ error: 'Authentication required', correlation_id: EXAMPLE_ID }],
  });

export const RestrictedErrorResponse = z
  .object({
    ...ErrorResponse.shape,
    reason: z.string().nullable().meta({ description: 'Why, when a moderator gave a reason.' }),
    expires_at: TimestampSchema.nullable().meta({
      description: 'When the restriction ends; null when it is permanent.',
    }),
  })
  .meta({
    id: 'RestrictedErrorResponse',
    description: 'The body of a 403 for a banned or timed out account.',
    examples: [
      {
        error: 'Account is timed out',
        correlation_id: EXAMPLE_ID,
        reason: 'Spam',
        expires_at: '2026-03-19T13:00:00Z',
      },
    ],
  });
