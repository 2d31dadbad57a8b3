import { errorRegistry } from '../../errors/error-registry.ts';
import { toErrorReply } from '../../errors/error-reply.ts';
import { EXAMPLE_ID } from '../example-objects.ts';
import { toMarkdownTable } from './markdown-table.ts';

const example = JSON.stringify(toErrorReply({ code: 'user_not_found' }, EXAMPLE_ID).body, null, 2);

const table = toMarkdownTable(
  ['status', 'error', 'when'],
  Object.values(errorRegistry).map(({ status, sentence, when }) => [`${status}`, sentence, when]),
);

export const errorsGuide = `## Errors

Every response that is not 2xx is JSON with one message and the id of the request:

\`\`\`json
${example}
\`\`\`

Your code can compare the status and the message. The id is also in the header \`X-Correlation-Id\`, which successful
responses have too, and in the server's log. If you report a problem, include the id.

${table}

The 403 of a restricted account also has \`reason\` and \`expires_at\`. A 405 lists the methods in \`Allow\`, and a 429 gives
the seconds to wait in \`Retry-After\`. 408 and 431 are ours. If a field of an update fails, this is not such an error.`;
