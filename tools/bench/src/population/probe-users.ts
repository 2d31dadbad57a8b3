import type { ModerationAction, User } from '@portal/domain';
import { createLink } from './members.ts';
import { createPerson, FAR_AHEAD, LONG_AGO, type Person, type SessionKind } from './person.ts';
import { toStaffId } from './staff.ts';

/** Users by whom answers are checked and whom no load touches. */
export const probeUsers = {
  self: create(51, {
    username: 'Probe_Self',
    avatar_source: 'telegram',
    linked_platforms: [createLink('discord', 51, 3), createLink('telegram', 51, 2)],
    subscription_tier: 2,
    subscription_expires_at: FAR_AHEAD,
    subscription_granted_by: toStaffId(3, 0),
  }),
  lapsed: create(52, {
    username: 'probe.lapsed',
    subscription_tier: 1,
    subscription_expires_at: LONG_AGO,
  }),
  banned: create(54, {
    username: 'probe-banned',
    sanctions: [sanction(54, 'PLATFORM_BAN', { expires_at: null, lifted_at: null })],
  }),
  timedOut: create(55, {
    username: 'probe-timed-out',
    sanctions: [sanction(55, 'PLATFORM_TIMEOUT', { expires_at: FAR_AHEAD, lifted_at: null })],
  }),
  released: create(56, {
    username: 'probe-released',
    sanctions: [sanction(56, 'PLATFORM_TIMEOUT', { expires_at: LONG_AGO, lifted_at: null })],
  }),
  expired: create(57, { username: 'probe-expired' }, 'expired'),
  ended: create(58, { username: 'probe-ended' }, 'ended'),
  outlived: create(59, { username: 'probe-outlived', permission_level: 2 }, 'outlived'),
} as const satisfies Record<string, Person>;

/** Those whom the checks change, one for each transport. */
export const changedProbeUsers = {
  rest: create(60, { username: 'changed-rest', linked_platforms: createLinks(60) }),
  trpc: create(61, { username: 'changed-trpc', linked_platforms: createLinks(61) }),
} as const;

export type ProbeUser = keyof typeof probeUsers;

type OwnValues = Partial<User> & Pick<User, 'username'>;

/** Two of one moment, so that their names decide which comes first. */
function createLinks(id: number): User['linked_platforms'] {
  return [createLink('telegram', id, 0), createLink('discord', id, 0)];
}

function create(id: number, own: OwnValues, session: SessionKind = 'live'): Person {
  const person = createPerson({ ...own, id }, { session });
  const moderation_actions = person.user.sanctions;
  return { ...person, histories: { ...person.histories, moderation_actions } };
}

function sanction(
  id: number,
  action_type: 'PLATFORM_BAN' | 'PLATFORM_TIMEOUT',
  times: Pick<ModerationAction, 'expires_at' | 'lifted_at'>,
): ModerationAction {
  const is_lifted = times.lifted_at !== null;
  return { id, action_type, reason: 'Spam', is_lifted, created_at: LONG_AGO, ...times };
}
