import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { findHistories, NO_HISTORIES } from './baseline-histories.ts';
import type { UserRow } from './rows.ts';
import { prepareStatements, type Statements } from './statements.ts';
import { findState, toCurrent, toLinks, toPrivate, toPublic, type UserRows } from './user-views.ts';

export interface BaselineViewer {
  readonly id: number;
  readonly permission_level: number;
}

/** What is not 200: a status and a sentence. */
export interface BaselineRefusal {
  readonly status: number;
  readonly error: string;
}

/** What both baselines answer, with nothing between the statements and the values. */
export interface BaselineAnswers {
  authenticate(cookie: string | undefined): BaselineViewer | BaselineRefusal;
  me(viewer: BaselineViewer): object;
  profile(viewer: BaselineViewer, username: string): object | BaselineRefusal;
  rename(viewer: BaselineViewer, username: string): object;
}

export function createBaselineAnswers(sqlite: Database): BaselineAnswers {
  const statements = prepareStatements(sqlite);
  // As Portal's updates, it takes the write lock before it reads.
  const rename = sqlite.transaction((id: number, username: string) =>
    storeName(statements, id, username),
  ).immediate;
  return {
    authenticate: (cookie) => authenticate(statements, cookie),
    me: ({ id }) => toCurrent(load(statements, statements.userById.all(id)), toNow()),
    profile: (viewer, username) => findProfile(statements, viewer, username),
    rename: ({ id }, username) => rename(id, username),
  };
}

export function isRefusal(answer: object): answer is BaselineRefusal {
  return 'error' in answer;
}

function authenticate(
  statements: Statements,
  cookie: string | undefined,
): BaselineViewer | BaselineRefusal {
  const [, token = ''] = /(?:^|; *)psession=([^;]*)/.exec(cookie ?? '') ?? [];
  const hash = createHash('sha256').update(token).digest('hex');
  const session = statements.sessionByHash.get(hash);
  const now = toNow();
  if (session === undefined || session.ended_at !== null || session.expires_at <= now) {
    return UNAUTHENTICATED;
  }
  const { user_id: id, permission_level } = session;
  if (session.created_at <= oldestLive(permission_level)) return UNAUTHENTICATED;
  const sanctions = session.has_sanctions ? statements.sanctionsOf.all(id) : [];
  const state = findState(sanctions, now);
  if (state === 0) return { id, permission_level };
  return { status: 403, error: state === 2 ? 'Account is banned' : 'Account is timed out' };
}

function findProfile(
  statements: Statements,
  viewer: BaselineViewer,
  username: string,
): object | BaselineRefusal {
  const rows = statements.userByKey.all(username.toLowerCase());
  if (rows.length === 0) return { status: 404, error: 'User not found' };
  const user = load(statements, rows);
  const { row } = user;
  const now = toNow();
  const { permission_level: rank } = viewer;
  if (rank !== 3 && rank <= row.permission_level) return toPublic(user, now);
  if (rank === 1) return { ...toPrivate(user, now), ...NO_HISTORIES };
  const sessions = rank === 3 ? { now, oldest: oldestLive(row.permission_level) } : undefined;
  return { ...toPrivate(user, now), ...findHistories(statements, row.id, sessions) };
}

function storeName(statements: Statements, id: number, username: string): object {
  const user = load(statements, statements.userById.all(id));
  const key = username.toLowerCase();
  const holder = statements.idByKey.get(key);
  const updated_at = toNow();
  if (holder !== undefined && holder.id !== id) {
    return { user: toCurrent(user, updated_at), errors: { username: 'username is already taken' } };
  }
  statements.rename.run(username, key, updated_at, id);
  const row = { ...user.row, username, updated_at };
  return { user: toCurrent({ ...user, row }, updated_at), errors: null };
}

function load({ sanctionsOf }: Statements, rows: readonly UserRow[]): UserRows {
  const row = rows[0] as UserRow;
  return { row, links: toLinks(rows), sanctions: row.has_sanctions ? sanctionsOf.all(row.id) : [] };
}

const UNAUTHENTICATED: BaselineRefusal = { status: 401, error: 'Authentication required' };
const DAY_MS = 86_400_000;

/** Sessions last 30 days, those of Admins and above one. */
function oldestLive(level: number): string {
  return toTime(Date.now() - (level >= 2 ? 1 : 30) * DAY_MS);
}

function toNow(): string {
  return toTime(Date.now());
}

function toTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
