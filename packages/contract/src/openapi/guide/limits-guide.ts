import { type ErrorCode, errorRegistry } from '../../errors/error-registry.ts';
import { DEFAULT_REQUESTS_PER_MINUTE } from '../../http/request-limits.ts';
import { MAX_BATCH_SIZE } from '../../trpc/handle-trpc-request.ts';

const { user, login } = DEFAULT_REQUESTS_PER_MINUTE;

export const limitsGuide = `## Limits

- **Requests**: ${user} a minute and client address on the user endpoints, ${login} on login endpoints, which are to come. Whoever runs
  the server may set others, or none. ${tell('too_many_requests')}.
- **Batches**: a tRPC batch has at most ${MAX_BATCH_SIZE} calls _(ours)_ and spends one request for each.
- **Sizes**: ${tell('request_too_large')}; ${tell('headers_too_large')}.
- **Types**: ${tell('unsupported_media_type')}.
- **Origins**: ${tell('access_denied')}. Callers that are no browsers need no \`Origin\`.`;

function tell(code: ErrorCode): string {
  const { status, sentence, when } = errorRegistry[code];
  return `${status} \`${sentence}\` when ${when}`;
}
