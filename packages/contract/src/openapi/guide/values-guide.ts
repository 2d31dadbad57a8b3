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

\`avatar_url\` depends on \`avatar_source\`. For null it is the avatar of the earliest linked platform. For a platform it is the
avatar of that link, or the same as for null if the platform is no longer linked. For \`discord_N\` it is Discord's default avatar of
that number. If there is no link, or the link has no avatar, it is null.`;
