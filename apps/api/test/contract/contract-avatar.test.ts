import type { AvatarSource, Platform } from '@portal/domain';
import { describe, expect } from 'vitest';
import { test } from '../support/portal-fixture.ts';
import { addLink, changeUser } from '../support/stored-rows.ts';
import { addViewer } from '../support/test-viewer.ts';
import { transports } from '../support/transports.ts';

const DISCORD = 'https://cdn.discordapp.com/avatars/123/abc.png';
const TELEGRAM = 'https://t.me/i/userpic/320/abc.jpg';
const EARLY = '2025-01-01T00:00:00Z';
const LATE = '2025-01-02T00:00:00Z';

type Link = readonly [platform: Platform, avatar: string | null, linked_at: string];

interface AvatarRow {
  readonly rule: string;
  readonly source: AvatarSource | null;
  readonly links: readonly Link[];
  readonly url: string | null;
}

const rows: readonly AvatarRow[] = [
  { rule: 'null without a link is null', source: null, links: [], url: null },
  {
    rule: 'null is the avatar of the earliest linked platform',
    source: null,
    links: [
      ['discord', DISCORD, LATE],
      ['telegram', TELEGRAM, EARLY],
    ],
    url: TELEGRAM,
  },
  {
    rule: 'null is the first by platform name when both were linked at once',
    source: null,
    links: [
      ['telegram', TELEGRAM, EARLY],
      ['discord', DISCORD, EARLY],
    ],
    url: DISCORD,
  },
  {
    rule: 'null is null when the earliest link has no avatar, though a later one has',
    source: null,
    links: [
      ['telegram', null, EARLY],
      ['discord', DISCORD, LATE],
    ],
    url: null,
  },
  {
    rule: 'a platform name is the avatar of that link, also when another is earlier',
    source: 'discord',
    links: [
      ['telegram', TELEGRAM, EARLY],
      ['discord', DISCORD, LATE],
    ],
    url: DISCORD,
  },
  {
    rule: 'a platform name is null when that link has no avatar',
    source: 'discord',
    links: [
      ['telegram', TELEGRAM, EARLY],
      ['discord', null, LATE],
    ],
    url: null,
  },
  {
    rule: 'a platform name that is no longer linked is as null',
    source: 'discord',
    links: [['telegram', TELEGRAM, EARLY]],
    url: TELEGRAM,
  },
  {
    rule: 'a platform name that is no longer linked, without any link, is null',
    source: 'telegram',
    links: [],
    url: null,
  },
  ...([0, 1, 2, 3, 4, 5] as const).map((number) => ({
    rule: `discord_${number} is its default avatar, linked or not`,
    source: `discord_${number}` as const,
    links: number % 2 === 0 ? [] : ([['discord', DISCORD, EARLY]] as const),
    url: `https://cdn.discordapp.com/embed/avatars/${number}.png`,
  })),
];

describe.each(transports)('avatar_url over %s', (_name, call) => {
  test.for(rows)('$rule', async ({ source, links, url }, { portal }) => {
    const viewer = await addViewer(portal, call);
    changeUser(portal, viewer.id, { avatar_source: source });
    for (const [platform, platform_avatar_url, linked_at] of links) {
      addLink(portal, viewer.id, { platform, platform_avatar_url, linked_at });
    }
    const shown = { avatar_url: url };
    expect((await viewer.me()).value).toMatchObject({ ...shown, avatar_source: source });
    expect((await viewer.profile('viewer')).value).toMatchObject(shown);
    expect((await viewer.update({})).value).toMatchObject({ user: shown });
  });
});
