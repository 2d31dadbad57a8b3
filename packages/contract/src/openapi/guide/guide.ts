import { TRPC_ENDPOINT } from '../../http/request-limits.ts';
import { errorsGuide } from './errors-guide.ts';
import { limitsGuide } from './limits-guide.ts';
import { profilesGuide } from './profiles-guide.ts';
import { sessionsGuide } from './sessions-guide.ts';
import { updatesGuide } from './updates-guide.ts';
import { valuesGuide } from './values-guide.ts';

const introduction = `Read and update the profiles of a community platform whose users come from Discord and Telegram.

\`\`\`sh
curl http://127.0.0.1:3000/v1/users/me -b "psession=YOUR_SESSION"
\`\`\`

The same operations are served over tRPC at \`${TRPC_ENDPOINT}\`: same session, same values, same errors.

A rule marked _(ours)_ is Portal's own decision, where the public documentation leaves a case open. Examples named
\`documented\` are as published. The other examples are ours.`;

/** The description of the OpenAPI document, in Markdown: all that a caller needs beside the endpoints. */
export const guide = [
  introduction,
  sessionsGuide,
  profilesGuide,
  updatesGuide,
  errorsGuide,
  limitsGuide,
  valuesGuide,
].join('\n\n');
