import { createHash } from 'node:crypto';
import { usernameKey } from '@portal/domain';
import type { Database } from 'better-sqlite3';
import { insertHistories } from './insert-histories.ts';
import { createInserter, type Insert } from './inserter.ts';
import { FAR_AHEAD, LONG_AGO, type Person, type SessionKind } from './person.ts';
import { toToken, type World } from './world.ts';

/** Puts someone and all that is theirs into a database; whoever is referred to must be there. */
export type InsertPerson = (person: Person) => void;

export function createPersonInserter(sqlite: Database, world: World): InsertPerson {
  const insert = createInserter(sqlite);
  return ({ user, histories, session }) => {
    const { linked_platforms, sanctions, ...columns } = user;
    insert('users', { ...columns, username_key: usernameKey(user.username) });
    for (const link of linked_platforms) insert('linked_platforms', { user_id: user.id, ...link });
    insertHistories(insert, user.id, histories);
    if (session !== undefined)
      insertSession(insert, user.id, { token: toToken(world, user.id), session });
  };
}

/** Ends tell the kinds apart; live ones are dated when they are to be used, see `copyWorld`. */
const SESSION_TIMES = {
  live: { created_at: LONG_AGO, expires_at: FAR_AHEAD },
  expired: { created_at: LONG_AGO, expires_at: '2025-01-02T00:00:00Z' },
  ended: { created_at: LONG_AGO, expires_at: '2998-01-01T00:00:00Z', ended_at: LONG_AGO },
  outlived: { created_at: LONG_AGO, expires_at: '2998-01-01T00:00:00Z' },
} as const;

interface OwnSession {
  readonly token: string;
  readonly session: SessionKind;
}

function insertSession(insert: Insert, user_id: number, { token, session }: OwnSession): void {
  insert('sessions', {
    user_id,
    token_hash: createHash('sha256').update(token).digest('hex'),
    token_suffix: token.slice(-6),
    origin: 'command_line',
    ended_at: null,
    client_ip: null,
    user_agent: null,
    geo: null,
    ...SESSION_TIMES[session],
  });
}
