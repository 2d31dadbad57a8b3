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

Every answer that is not 2xx is JSON with one sentence and the id of the request:

\`\`\`json
${example}
\`\`\`

Compare the status and the sentence. The id is also in the header \`X-Correlation-Id\`, which good answers have too, and in
the server's log: give it when you report a problem.

${table}

The 403 of a restricted account also says why and until when. 405 names the methods in \`Allow\`, 429 the seconds to wait in
\`Retry-After\`. 408 and 431 are ours. A field of an update that fails is no error in this sense.`;
