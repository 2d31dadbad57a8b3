import { type ErrorCode, errorRegistry } from '../../errors/error-registry.ts';
import { DEFAULT_REQUESTS_PER_MINUTE, MAX_BATCH_SIZE } from '../../http/request-limits.ts';

const { user, login } = DEFAULT_REQUESTS_PER_MINUTE;

export const limitsGuide = `## Limits

- **Requests**: ${user} a minute and client address on the user endpoints, ${login} on login endpoints, which will follow. The
  operator of the server may set other limits, or none. ${tell('too_many_requests')}.
- **Batches**: a tRPC batch has at most ${MAX_BATCH_SIZE} calls _(ours)_ and costs one request for each call.
- **Sizes**: ${tell('request_too_large')}; ${tell('headers_too_large')}.
- **Types**: ${tell('unsupported_media_type')}.
- **Origins**: ${tell('access_denied')}. A caller that is not a browser needs no \`Origin\`.`;

function tell(code: ErrorCode): string {
  const { status, sentence, when } = errorRegistry[code];
  return `${status} \`${sentence}\` when ${when}`;
}
