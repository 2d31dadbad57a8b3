import { createRandom } from '@portal/workspace/random';
import Sqlite from 'better-sqlite3';
import type { Level, ModelUser, World } from '../src/fuzz/world/model.ts';
import { createModelUser } from './create-model-user.ts';

const LEVELS: readonly Level[] = [0, 1, 2, 3];
const NEVER = '2999-01-01T00:00:00Z';

/** A world of one worker, with a user of each level who is signed in, and no database to speak of. */
export function createModelWorld(seed: number, users: readonly ModelUser[] = createUsers()): World {
  return {
    worker: 0,
    workers: 1,
    random: createRandom(seed),
    users,
    sqlite: new Sqlite(':memory:'),
    file: '',
    address: { number: 0, spent: 0 },
  };
}

function createUsers(): readonly ModelUser[] {
  return LEVELS.map((permission_level, at) => {
    const token = String(at).repeat(64);
    const session = { token, created_at: NEVER, expires_at: NEVER, ended_at: null };
    const username = `user-${at}`;
    return createModelUser({ id: at + 1, username, permission_level, sessions: [session] });
  });
}
