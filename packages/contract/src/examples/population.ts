import {
  type CurrentUser,
  type Histories,
  type ModerationAction,
  NO_HISTORIES,
  type User,
} from '@portal/domain';
import { detailExample } from '../users/detail-example.ts';
import type { ExampleViewer } from './example.ts';
import { exampleSelves } from './me-examples.ts';

/** A user of the initial data of live mocks and conformance runs. */
export interface PopulatedUser {
  readonly user: User;
  readonly histories: Histories;
}

const FAR_AWAY = '9999-01-01T00:00:00Z';

const { user, moderator, admin, owner } = exampleSelves;

/** The user of each viewer in the examples. */
export const exampleViewerIds = {
  user: user.id,
  moderator: moderator.id,
  admin: admin.id,
  owner: owner.id,
  banned: 5,
  timed_out: 6,
} as const satisfies Record<Exclude<ExampleViewer, 'anonymous'>, number>;

/** All users, each with the data that the examples show. */
export const population: readonly PopulatedUser[] = [
  populate(user, { histories: withoutSanctions(detailExample) }),
  populate(moderator),
  populate(admin),
  populate(owner),
  populate(ordinary(exampleViewerIds.banned, 'exampleban'), {
    sanctions: [
      sanction({ id: 21, action_type: 'PLATFORM_BAN', reason: 'Ban evasion', expires_at: null }),
    ],
  }),
  populate(ordinary(exampleViewerIds.timed_out, 'exampletimeout'), {
    sanctions: [
      sanction({ id: 22, action_type: 'PLATFORM_TIMEOUT', reason: 'Spam', expires_at: FAR_AWAY }),
    ],
  }),
  populate(ordinary(7, 'takenname')),
];

interface Extras {
  readonly histories?: Histories;
  readonly sanctions?: readonly ModerationAction[];
}

function populate(
  { avatar_url, state, ...self }: CurrentUser,
  { histories = NO_HISTORIES, sanctions = [] }: Extras = {},
): PopulatedUser {
  const moderation_actions = [...sanctions, ...histories.moderation_actions];
  return { user: { ...self, sanctions }, histories: { ...histories, moderation_actions } };
}

/** The documented user is active, so the restrictions that the detail example shows as active have ended here. */
function withoutSanctions(detail: typeof detailExample): Histories {
  const { chats, bots, subscription_history, permission_history, session_history } = detail;
  const moderation_actions = detail.moderation_actions.map((action) => ({
    ...action,
    is_lifted: true,
    lifted_at: action.expires_at,
  }));
  return {
    moderation_actions,
    chats,
    bots,
    subscription_history,
    permission_history,
    session_history,
  };
}

function ordinary(id: number, username: string): CurrentUser {
  return { ...user, id, username, avatar_url: null, avatar_source: null, linked_platforms: [] };
}

type Sanction = Pick<ModerationAction, 'id' | 'action_type' | 'reason' | 'expires_at'>;

function sanction(restricting: Sanction): ModerationAction {
  const created_at = '2026-03-19T12:00:00Z';
  return { ...restricting, is_lifted: false, lifted_at: null, created_at };
}
