import { createRandom } from '@portal/workspace/random';
import type Sqlite from 'better-sqlite3';
import { openFile } from '../../portal/population.ts';
import { runPortal } from '../../portal/portal-process.ts';
import { repeat } from '../requests/pick.ts';
import { insertOwnedRows } from './insert-owned-rows.ts';
import { insertRow } from './insert-row.ts';
import { insertSession } from './insert-session.ts';
import { toMarkedText, toMarkedTime } from './marks.ts';
import type { Level, ModelLink, ModelUser, World } from './model.ts';
import { toOwned } from './names.ts';

const LEVELS: readonly Level[] = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3];
/** In days: one that is new, one too old for Admins, one too old for anybody. */
const SESSION_AGES = [0, 2, 31];

export interface WorldsOptions {
  readonly file: string;
  readonly workers: number;
  readonly seed: number;
}

/** Makes the database by the command line, and fills it with a world for each worker. */
export async function createWorlds(options: WorldsOptions): Promise<readonly World[]> {
  const { file, workers, seed } = options;
  const { code, stderr } = await runPortal(['migrate'], { file });
  if (code !== 0) throw new Error(`portal migrate ended with ${code}: ${stderr}`);
  const { sqlite } = openFile(file);
  return sqlite.transaction(() =>
    repeat(workers, (worker) => {
      const random = createRandom(seed * 1000 + worker);
      const address = { number: 0, spent: 0 };
      const empty = { worker, workers, random, sqlite, file, address };
      return { ...empty, users: LEVELS.map((level) => insertUser(empty, level)) };
    }),
  )();
}

function insertUser(world: Omit<World, 'users'>, level: Level): ModelUser {
  const { sqlite, random } = world;
  const id = (sqlite.prepare('select count(*) from users').pluck().get() as number) + 1;
  const username = toOwned(world, `User-${id}`);
  const tier = Math.floor(random() * 4) as Level;
  const user: ModelUser = {
    id,
    username,
    avatar_source: null,
    permission_level: level,
    permission_since: toMarkedTime({ reader: 'moderator', userId: id }),
    updated_at: toMarkedTime({ reader: 'self', userId: id }, 1),
    created_at: toMarkedTime({ reader: 'self', userId: id }),
    subscription_tier: tier,
    subscription_expires_at:
      random() < 0.5 ? null : toMarkedTime({ reader: 'moderator', userId: id }, 1),
    subscription_granted_by: id === 1 ? null : 1,
    links: [],
    actions: [],
    changes: [],
    sessions: [],
  };
  const { links, actions, changes, sessions, ...row } = user;
  insertRow(sqlite, 'users', { ...row, username_key: username.toLowerCase() });
  user.links = insertLinks(sqlite, id);
  insertOwnedRows(sqlite, user);
  for (const age of SESSION_AGES) insertSession(world, user, -age);
  return user;
}

/** Every third user has no link, every other one an account without a picture. */
function insertLinks(sqlite: Sqlite.Database, id: number): readonly ModelLink[] {
  const platforms = (['discord', 'telegram'] as const).slice(0, id % 3);
  const mark = { reader: 'moderator', userId: id } as const;
  return platforms
    .map((platform, at) => ({
      platform,
      platform_user_id: toMarkedText(mark, `${platform}-account`),
      platform_username: toMarkedText(mark, `${platform}-name`),
      platform_avatar_url: (id + at) % 2 === 0 ? `https://avatars.example/${id}/${platform}` : null,
      linked_at: toMarkedTime(mark, id % 5 === 0 ? 5 - at : 5),
      last_authenticated_at: toMarkedTime(mark, 9),
    }))
    .map((link) => {
      insertRow(sqlite, 'linked_platforms', { user_id: id, ...link });
      return link;
    })
    .sort((a, b) => (a.linked_at < b.linked_at ? -1 : 1));
}
