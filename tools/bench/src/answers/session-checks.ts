import { toCurrentUser, toTimestamp } from '@portal/domain';
import { type ProbeUser, probeUsers } from '../population/probe-users.ts';
import { toCookie, toToken, type World } from '../population/world.ts';
import type { AnswerCheck } from './answer-check.ts';

/** Whose session counts, and what its user is shown of themselves. */
export function createSessionChecks(world: World): readonly AnswerCheck[] {
  const toSession = (name: ProbeUser) => toCookie(toToken(world, probeUsers[name].user.id));
  const live = toSession('self');
  const open = (['self', 'lapsed', 'released'] as const).map((name) => ({
    name: `the current user, ${name}`,
    ...me(toSession(name)),
    expected: { status: 200, value: toCurrentUser(probeUsers[name].user, toTimestamp(Date.now())) },
  }));
  const closed = {
    'no cookie': undefined,
    'another cookie': `other=1; x${live}`,
    'no token': 'psession=short',
    'a token that nobody has': toCookie('0'.repeat(64)),
    'an expired session': toSession('expired'),
    'a session that was ended': toSession('ended'),
    'a session older than its level allows': toSession('outlived'),
  };
  return [
    ...open,
    ...Object.entries(closed).map(([name, cookie]) => refuse(name, cookie, UNAUTHENTICATED)),
    { ...refuse('two sessions', `${live}; ${live}`, UNAUTHENTICATED), needsValidation: true },
    refuse('a banned user', toSession('banned'), { status: 403, value: 'Account is banned' }),
    refuse('a user in a timeout', toSession('timedOut'), {
      status: 403,
      value: 'Account is timed out',
    }),
  ];
}

const UNAUTHENTICATED = { status: 401, value: 'Authentication required' };

function refuse(
  name: string,
  cookie: string | undefined,
  expected: AnswerCheck['expected'],
): AnswerCheck {
  return { name, ...me(cookie), expected };
}

function me(cookie: string | undefined): Pick<AnswerCheck, 'asking'> {
  return { asking: { cookie, calls: [{ operation: 'users.me' }] } };
}
