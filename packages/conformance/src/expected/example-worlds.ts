import type { Example, ExampleName, OperationId } from '@portal/contract';

/** What of an example a target in some world answers otherwise, and why. */
export interface LoosePaths {
  readonly operation: OperationId;
  readonly examples: readonly string[] | 'every other';
  readonly paths: readonly string[];
  readonly because: string;
}

/** Examples whose state no request brings about, so that a target with a state cannot show them. */
export const unreachableExamples: {
  readonly [TId in OperationId]?: Partial<Record<ExampleName<TId>, string>>;
} = {
  'users.me': { 'no-platforms': 'no request unlinks a platform' },
};

/** The same for every operation: what happens to a server, not to a request. */
export const unreachableErrors: Readonly<Record<string, string>> = {
  'too-many-requests': 'the address would have to be over its limit',
  'internal-error': 'the server would have to have a bug',
  'service-unavailable': 'the database would have to be full or busy',
};

const MOVES = "the clock is the target's";

/** Where the population differs from the documented payloads, which show user 42 at three moments. */
export const populationLoosePaths: readonly LoosePaths[] = [
  {
    operation: 'users.me',
    examples: 'every other',
    paths: ['last_activity_at'],
    because: MOVES,
  },
  {
    operation: 'users.updateMe',
    examples: ['moderator', 'admin', 'owner'],
    paths: ['user.last_activity_at', 'user.updated_at'],
    because: MOVES,
  },
  {
    operation: 'users.updateMe',
    examples: 'every other',
    paths: [
      'user.last_activity_at',
      'user.updated_at',
      'user.created_at',
      'user.linked_platforms.*.platform_username',
      'user.linked_platforms.*.linked_at',
      'user.linked_platforms.*.last_authenticated_at',
    ],
    because: 'the documented update is of a later moment, when user 42 was linked anew, as niels',
  },
  {
    operation: 'users.profile',
    examples: ['documented'],
    paths: ['avatar_url'],
    because: 'the documented profile is of a moment when user 42 had no avatar',
  },
  {
    operation: 'users.profile',
    examples: 'every other',
    paths: [
      'avatar_url',
      'subscription_tier',
      'state',
      'subscription_expires_at',
      'subscription_granted_by',
      'last_activity_at',
      'permission_since',
      'avatar_source',
      'linked_platforms',
      'moderation_actions.*.is_lifted',
      'moderation_actions.*.lifted_at',
    ],
    because:
      'the detail example is of a moment when user 42 was timed out, subscribed and linked to nothing',
  },
];

/** What examples mode serves to who asks for nothing by name: the documented payload, whatever was sent. */
export const defaultLoosePaths: readonly LoosePaths[] = [
  {
    operation: 'users.updateMe',
    examples: ['avatar-source-not-string', 'avatar-source-not-linked', 'avatar-source-unknown'],
    paths: ['user.username'],
    because: 'the documented update renames the user',
  },
];

/** The paths in an example's value that are not compared. */
export function findLoosePaths(
  table: readonly LoosePaths[],
  operation: OperationId,
  name: string,
): readonly string[] {
  const rows = table.filter((row) => row.operation === operation);
  const named = rows.find(({ examples }) => examples !== 'every other' && examples.includes(name));
  return (named ?? rows.find(({ examples }) => examples === 'every other'))?.paths ?? [];
}

/** The `expires_at` of the population's timeout is far away, where the example's has passed. */
export function populationContext(
  outcome: Extract<Example['outcome'], { ok: false }>,
): Readonly<Record<string, unknown>> {
  const { error } = outcome;
  if (error.code === 'account_banned')
    return { reason: error.reason, expires_at: error.expires_at };
  if (error.code === 'account_timed_out') {
    return { reason: error.reason, expires_at: '9999-01-01T00:00:00Z' };
  }
  return {};
}
