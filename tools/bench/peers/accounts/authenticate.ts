import { hash } from 'node:crypto';
import {
  isSessionLive,
  type Ranked,
  type Result,
  restrictionAt,
  type Timestamp,
  toTimestamp,
} from '@portal/domain';
import type { AccountStore } from './account-store.ts';
import { type Refusal, signInFirst, toRestricted } from './refusal.ts';

/** Whose session made a request, and when. */
export interface Viewer extends Ranked {
  readonly id: number;
  readonly asked_at: Timestamp;
}

/** Judges the session that a `Cookie` header claims. */
export function createAuthenticate(
  store: AccountStore,
): (cookieHeader: string | undefined) => Result<Viewer, Refusal> {
  return (cookieHeader) => {
    const asked_at = toTimestamp(Date.now());
    const token = findSessionToken(cookieHeader);
    const session = token === undefined ? undefined : store.findSession(hash('sha256', token));
    if (session === undefined || !isSessionLive(session, session.permission_level, asked_at)) {
      return { ok: false, error: signInFirst };
    }
    const { user_id: id, permission_level } = session;
    const restriction = restrictionAt(store.findSanctions(id), asked_at);
    if (restriction !== null) return { ok: false, error: toRestricted(restriction) };
    return { ok: true, value: { id, permission_level, asked_at } };
  };
}

const SESSION_COOKIE = /(?:^|;)\s*psession=([^;]*)/g;
const TOKEN_FORM = /^[0-9a-f]{64}$/;

/** The parsers of cookies that frameworks bring take one of two alike; Portal takes none. */
function findSessionToken(cookieHeader = ''): string | undefined {
  const [cookie, second] = cookieHeader.matchAll(SESSION_COOKIE);
  const token = cookie?.[1]?.trim();
  return second === undefined && token !== undefined && TOKEN_FORM.test(token) ? token : undefined;
}
