import { createHash } from 'node:crypto';
import { below, repeat } from '../requests/pick.ts';
import { insertRow } from './insert-row.ts';
import { toMarkedText } from './marks.ts';
import { type ModelUser, toTime, type World } from './model.ts';

/** Signs a user in, as of so many days ago; the token is one that the seed decides. */
export function insertSession(
  { sqlite, random }: Pick<World, 'sqlite' | 'random'>,
  user: ModelUser,
  days: number,
): void {
  const token = repeat(64, () => below(random, 16).toString(16)).join('');
  const mark = { reader: 'owner', userId: user.id } as const;
  const session = { token, created_at: toTime(days), expires_at: toTime(365), ended_at: null };
  insertRow(sqlite, 'sessions', {
    user_id: user.id,
    token_hash: createHash('sha256').update(token).digest('hex'),
    token_suffix: token.slice(-6),
    origin: 'command_line',
    created_at: session.created_at,
    expires_at: session.expires_at,
    client_ip: toMarkedText(mark, 'address'),
    user_agent: toMarkedText(mark, 'agent'),
    geo: JSON.stringify(toGeo(user.id)),
  });
  user.sessions.push(session);
}

/** Holds a key that no answer has, as another version of the importer might. */
function toGeo(userId: number): object {
  return {
    city: toMarkedText({ reader: 'owner', userId }, 'city'),
    region_name: null,
    country_code: 'NL',
    lat: 52.5,
    lon: null,
    isp: toMarkedText({ reader: 'owner', userId }, 'isp'),
    org: null,
    is_mobile: false,
    is_proxy: null,
    is_hosting: false,
    unknown: toMarkedText({ reader: 'nobody', userId }, 'unknown'),
  };
}
