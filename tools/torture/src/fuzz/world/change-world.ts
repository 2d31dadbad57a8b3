import { createHash } from 'node:crypto';
import { below, pick, pickWeighted, type Weighted } from '../requests/pick.ts';
import { insertRow } from './insert-row.ts';
import { insertSession } from './insert-session.ts';
import { toMarkedText, toMarkedTime } from './marks.ts';
import {
  findUserRestriction,
  isLive,
  type Level,
  type ModelAction,
  type ModelLink,
  type ModelUser,
  toTime,
  type World,
} from './model.ts';

const SESSION_AGES = [0, 0, 0, 2, 31];
const HOUR = 1 / 24;

/** Changes a user as the command line would, in the file and in the model. */
type Change = (world: World, user: ModelUser) => void;

const changes: Weighted<Change> = [
  [4, setLevel],
  [2, ban],
  [2, timeOut],
  [8, lift],
  [3, endSession],
  [2, expireSession],
  [5, (world, user) => insertSession(world, user, -pick(world.random, SESSION_AGES))],
  [2, unlink],
  [3, link],
];

/** Something happens to somebody, committed before the next request; answers who it was. */
export function changeWorld(world: World): ModelUser {
  const user = pick(world.random, world.users);
  const change = pickWeighted(world.random, changes);
  world.sqlite.transaction(() => change(world, user)).immediate();
  return user;
}

function setLevel({ sqlite, random }: World, user: ModelUser): void {
  const [old_level, new_level] = [user.permission_level, below(random, 4) as Level];
  if (old_level === new_level) return;
  const now = toTime();
  sqlite
    .prepare(
      'update users set permission_level = ?, permission_since = ?, updated_at = ? where id = ?',
    )
    .run(new_level, now, now, user.id);
  insertRow(sqlite, 'permission_history', {
    user_id: user.id,
    old_level,
    new_level,
    reason: toMarkedText({ reader: 'admin', userId: user.id }, 'level'),
    created_at: now,
  });
  Object.assign(user, { permission_level: new_level, permission_since: now, updated_at: now });
  user.changes.push({ old_level, new_level });
}

function ban(world: World, user: ModelUser): void {
  act(world, user, { action_type: 'PLATFORM_BAN', expires_at: null });
}

/** One in three is over already. */
function timeOut(world: World, user: ModelUser): void {
  const days = pick(world.random, [-HOUR, HOUR, 2 * HOUR]);
  act(world, user, { action_type: 'PLATFORM_TIMEOUT', expires_at: toTime(days) });
}

type Action = Pick<ModelAction, 'action_type' | 'expires_at'>;

function act({ sqlite }: World, user: ModelUser, { action_type, expires_at }: Action): void {
  const reason = toMarkedText({ reader: 'restricted', userId: user.id }, 'reason');
  const action = { action_type, reason, expires_at, created_at: toTime() };
  const id = insertRow(sqlite, 'moderation_actions', { user_id: user.id, ...action });
  user.actions.push({ id, ...action, lifted_at: null });
}

function lift({ sqlite }: World, user: ModelUser): void {
  const action = findUserRestriction(user);
  if (action === undefined) return;
  action.lifted_at = toTime();
  sqlite
    .prepare('update moderation_actions set lifted_at = ? where id = ?')
    .run(action.lifted_at, action.id);
}

function endSession(world: World, user: ModelUser): void {
  const session = user.sessions.findLast((one) => isLive(one, user));
  if (session === undefined) return;
  session.ended_at = toTime();
  setOnSession(world, session.token, { column: 'ended_at', moment: session.ended_at });
}

function expireSession(world: World, user: ModelUser): void {
  const session = user.sessions.find((one) => isLive(one, user));
  if (session === undefined) return;
  session.expires_at = toTime(-HOUR);
  setOnSession(world, session.token, { column: 'expires_at', moment: session.expires_at });
}

interface SessionMoment {
  readonly column: 'ended_at' | 'expires_at';
  readonly moment: string;
}

function setOnSession({ sqlite }: World, token: string, { column, moment }: SessionMoment): void {
  const wanted = createHash('sha256').update(token).digest('hex');
  sqlite.prepare(`update sessions set ${column} = ? where token_hash = ?`).run(moment, wanted);
}

function unlink({ sqlite, random }: World, user: ModelUser): void {
  if (user.links.length === 0) return;
  const { platform } = pick(random, user.links);
  sqlite
    .prepare('delete from linked_platforms where user_id = ? and platform = ?')
    .run(user.id, platform);
  user.links = user.links.filter((link) => link.platform !== platform);
}

function link({ sqlite, random }: World, user: ModelUser): void {
  const platform = pick(random, ['discord', 'telegram'] as const);
  if (user.links.some((other) => other.platform === platform)) return;
  const mark = { reader: 'moderator', userId: user.id } as const;
  const account: ModelLink = {
    platform,
    platform_user_id: toMarkedText(mark, `${platform}-account`),
    platform_username: toMarkedText(mark, `${platform}-name`),
    platform_avatar_url: pick(random, [null, `https://avatars.example/${user.id}/again`]),
    linked_at: toMarkedTime(mark, below(random, 9)),
    last_authenticated_at: toMarkedTime(mark, 10),
  };
  insertRow(sqlite, 'linked_platforms', { user_id: user.id, ...account });
  user.links = [...user.links, account].sort(compareLinks);
}

/** The earliest first, of two of one moment the first by name. */
function compareLinks(a: ModelLink, b: ModelLink): number {
  return `${a.linked_at} ${a.platform}` < `${b.linked_at} ${b.platform}` ? -1 : 1;
}
