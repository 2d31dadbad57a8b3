import { HISTORY_LIMIT, MAX_LIVE_SESSIONS } from '@portal/domain';
import { PastSessionResponse, SessionGeoResponse } from '../users/history-schemas.ts';
import { TimestampSchema } from '../users/timestamp-schema.ts';
import { z } from '../zod.ts';

const OwnSessionResponse = z
  .object({
    token_suffix: z.string().length(6),
    created_at: TimestampSchema,
    expires_at: TimestampSchema,
    client_ip: z.string().nullable(),
    user_agent: z.string().nullable(),
    geo: SessionGeoResponse.nullable(),
    is_current: z.boolean().meta({ description: 'Whether it is the session of this request.' }),
  })
  .meta({ id: 'OwnSession', description: 'A session that is live.' });

export const SessionsResponse = z
  .object({
    sessions: z.array(OwnSessionResponse).max(MAX_LIVE_SESSIONS).readonly().meta({
      description: 'The live sessions, newest first.',
    }),
    history: z.array(PastSessionResponse).max(HISTORY_LIMIT).readonly().meta({
      description: 'Sessions that ended or expired, newest first.',
    }),
  })
  .meta({ id: 'SessionsResponse', description: 'Where the user is and was signed in.' });

export const DestroySessionInput = z
  .object({ token_suffix: z.string().meta({ description: 'The last 6 characters of its token.' }) })
  .meta({ id: 'DestroySessionInput', description: 'The session to end.' });

export const DestroySessionResponse = z
  .object({ destroyed: z.literal(true) })
  .meta({ id: 'DestroySessionResponse', description: 'It has ended.' });
