import { toMarkdownTable } from './markdown-table.ts';

const values = toMarkdownTable(
  ['field', 'values'],
  [
    ['`permission_level`', '0 User, 1 Moderator, 2 Admin, 3 Owner'],
    ['`subscription_tier`', '0 Basic, 1 Trial, 2 Premium, 3 Lifetime'],
    [
      '`state`',
      '0 Active, 1 Timeout, 2 Banned; a timeout whose end has passed reads as 0 _(ours)_',
    ],
    ['`avatar_source`', 'null, `discord`, `telegram`, or `discord_0` to `discord_5`'],
  ],
);

export const valuesGuide = `## Values

Times are ISO 8601 in UTC, in whole seconds: \`2026-03-19T12:00:00Z\`. Ids are integers. Names are in snake_case everywhere.

${values}

\`avatar_url\` is what \`avatar_source\` leads to: null to the avatar of the earliest linked platform, a platform to that
link's avatar or, if it is no longer linked, as null does, and \`discord_N\` to Discord's default avatar of that number. Without a
link, or when the link has no avatar, it is null.`;
