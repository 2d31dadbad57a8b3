import { HISTORY_LIMIT, NO_HISTORIES } from '@portal/domain';
import { UserDetailResponse } from '../../users/profile-schemas.ts';
import { UserPublicResponse } from '../../users/user-schemas.ts';
import { toMarkdownTable } from './markdown-table.ts';

const publicFields = Object.keys(UserPublicResponse.shape);
const histories = Object.keys(NO_HISTORIES);
const detailFields = Object.keys(UserDetailResponse.shape).filter(
  (field) => !publicFields.includes(field) && !histories.includes(field),
);

const sights = toMarkdownTable(
  ['viewer', 'sees'],
  [
    [
      'cannot act on the target: equal, lower, or oneself below Owner',
      'the public profile, nothing else',
    ],
    ['Moderator who can act', 'the detail, all histories `[]`'],
    ['Admin who can act', 'the detail with histories, `session_history` `[]`'],
    ['Owner', 'the detail with everything'],
  ],
);

export const profilesGuide = `## Who sees what

A viewer can act on a target of strictly lower \`permission_level\`. Owners can also act on each other, and on
themselves _(ours)_. This decides which fields of a profile a viewer sees:

${sights}

- **Public**: ${toCode(publicFields)}.
- **Detail**: the public fields, then ${toCode(detailFields)}, and the histories.
- **Histories**: ${toCode(histories)}. Each is newest first and
  holds at most ${HISTORY_LIMIT} items _(ours)_. The fields of a permission change are ours.

A lookup of a username ignores ASCII case. A name that no user has and a name that breaks the rules give the same 404.`;

function toCode(fields: readonly string[]): string {
  return fields.map((field) => `\`${field}\``).join(', ');
}
