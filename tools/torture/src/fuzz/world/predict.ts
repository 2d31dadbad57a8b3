import {
  checkUpdate,
  toCurrentUser,
  toProfile,
  type Visibility,
  visibilityOf,
} from '@portal/conformance/oracle';
import { type ExpectedObject, toHistories } from './histories.ts';
import type { Mark, Reader } from './marks.ts';
import {
  findByName,
  findUserRestriction,
  isLive,
  type ModelSession,
  type ModelUser,
  toOracleUser,
  toTime,
  type World,
} from './model.ts';

/** Who a request claims to be: nobody, or the user of a session that may be over. */
export interface Claim {
  readonly user: ModelUser;
  readonly session: ModelSession;
}

/** One call of one operation, whatever carries it. */
export type Call =
  | { readonly operation: 'users.me' }
  | { readonly operation: 'users.updateMe'; readonly patch: unknown }
  | { readonly operation: 'users.profile'; readonly username: unknown };

/** How one call must end. */
export interface Outcome {
  readonly status: number;
  /** Of a 200 the value, of any other status what stands beside the correlation id. */
  readonly body: ExpectedObject;
}

export interface Prediction {
  readonly operation: string | undefined;
  /** Any of these is right. */
  readonly outcomes: readonly Outcome[];
  readonly maySee: (mark: Mark) => boolean;
  /** Stores in the model what the response says that the database holds now. */
  readonly record?: (value: Readonly<Record<string, unknown>>) => void;
}

const SEEN: Readonly<Record<Visibility, readonly Reader[]>> = {
  public: [],
  moderator: ['moderator'],
  admin: ['moderator', 'admin', 'restricted'],
  owner: ['moderator', 'admin', 'restricted', 'owner'],
};

/** Predicts the answer to a call from the model. */
export function predict(world: World, claim: Claim | undefined, call: Call): Prediction {
  const { operation } = call;
  const refusal = findRefusal(claim);
  if (claim === undefined || refusal !== undefined) {
    const outcomes = [refusal ?? toRefusal(401, 'Authentication required')];
    return { operation, outcomes, maySee: seeing(claim?.user, ['restricted']) };
  }
  switch (operation) {
    case 'users.me': {
      const outcomes = [{ status: 200, body: toOwnView(claim.user) }];
      return { operation, outcomes, maySee: seeing(claim.user, ['moderator', 'self']) };
    }
    case 'users.updateMe':
      return predictUpdate(world, claim.user, call.patch);
    case 'users.profile':
      return predictProfile(world, claim.user, call.username);
    default:
      return operation satisfies never;
  }
}

/** What a claim may show of anybody, for requests of which it is not known what they ask. */
export function seeingAnybody({ users }: World, claim: Claim | undefined): Prediction['maySee'] {
  if (claim === undefined) return () => false;
  const { user: viewer } = claim;
  if (findRefusal(claim) !== undefined) return seeing(viewer, ['restricted']);
  const own = seeing(viewer, ['moderator', 'self']);
  return (mark) => {
    const target = users.find(({ id }) => id === mark.userId);
    return (
      own(mark) ||
      (target !== undefined && SEEN[visibilityTo(viewer, target)].includes(mark.reader))
    );
  };
}

export function toRefusal(status: number, error: string, context: ExpectedObject = {}): Outcome {
  return { status, body: { error, ...context } };
}

function findRefusal(claim: Claim | undefined): Outcome | undefined {
  if (claim === undefined || !isLive(claim.session, claim.user)) {
    return toRefusal(401, 'Authentication required');
  }
  const restriction = findUserRestriction(claim.user);
  if (restriction === undefined) return undefined;
  const { reason, expires_at, action_type } = restriction;
  const sentence = action_type === 'PLATFORM_BAN' ? 'Account is banned' : 'Account is timed out';
  return toRefusal(403, sentence, { reason, expires_at });
}

function predictUpdate(world: World, user: ModelUser, patch: unknown): Prediction {
  const operation = 'users.updateMe';
  const maySee = seeing(user, ['moderator', 'self']);
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    return { operation, outcomes: [toRefusal(400, 'Invalid request')], maySee };
  }
  const { changes, errors } = checkUpdate(patch, {
    links: user.links,
    isTaken(username) {
      const holder = findByName(world, username);
      return holder !== undefined && holder !== user;
    },
  });
  const isMoved = Object.entries(changes).some(([field, value]) => {
    return user[field as keyof typeof changes] !== value;
  });
  const started = toTime();
  const updated_at = isMoved ? (moment: unknown) => String(moment) >= started : user.updated_at;
  const stored = { ...user, ...changes, updated_at };
  return {
    operation,
    outcomes: [{ status: 200, body: { user: toOwnView(stored), errors } }],
    maySee,
    record(value) {
      const answered = value['user'] as { readonly updated_at: string };
      Object.assign(user, changes, { updated_at: answered.updated_at });
    },
  };
}

function predictProfile(world: World, viewer: ModelUser, username: unknown): Prediction {
  const operation = 'users.profile';
  const none = { operation, maySee: seeing(undefined, []) };
  if (typeof username !== 'string') {
    return { ...none, outcomes: [toRefusal(400, 'Invalid request')] };
  }
  const target = findByName(world, username);
  if (target === undefined) return { ...none, outcomes: [toRefusal(404, 'User not found')] };
  const visibility = visibilityTo(viewer, target);
  const histories = toHistories(target);
  const body = toProfile(toOracleUser(target), { visibility, histories, now: Date.now() });
  const outcomes = [{ status: 200, body: body as ExpectedObject }];
  return { operation, outcomes, maySee: seeing(target, SEEN[visibility]) };
}

function seeing(user: ModelUser | undefined, readers: readonly Reader[]): Prediction['maySee'] {
  return ({ reader, userId }) => userId === user?.id && readers.includes(reader);
}

function toOwnView(user: ModelUser): ExpectedObject {
  return toCurrentUser(toOracleUser(user), Date.now()) as ExpectedObject;
}

function visibilityTo(viewer: ModelUser, target: ModelUser): Visibility {
  return visibilityOf(viewer.permission_level, target.permission_level);
}
