import type { CallingBot, KeyHolder } from '@portal/contract';
import type { Platform, Timestamp } from '@portal/domain';
import { createLoginService } from '../../src/login/login.service.ts';
import { createLoginCodes, type LoginCodes } from '../../src/login/login-codes.ts';
import { createSessionsService } from '../../src/sessions/sessions.service.ts';
import { build } from '../../src/store/sqlite/build.ts';
import type { Database } from '../../src/store/sqlite/database.ts';
import { insertUser, openTestDatabase } from './test-database.ts';

export const START = '2026-03-19T12:00:00Z';
export const DISCORD_ID = '123456789012345678';

export interface TestLoginOptions {
  readonly codes?: LoginCodes;
  readonly webLoginRequiredEvery?: number;
}

export interface TestLogin extends AsyncDisposable {
  readonly db: Database;
  readonly file: string;
  readonly service: ReturnType<typeof createLoginService> &
    ReturnType<typeof createSessionsService>;
  now: Timestamp;
  /** A user with a Discord account. */
  addUser(username: string, changes?: Parameters<typeof insertUser>[2]): number;
  rows<TTable extends 'login_codes' | 'users' | 'sessions' | 'linked_platforms'>(
    table: TTable,
  ): readonly Record<string, unknown>[];
}

/** The services of logging in on a real file, without HTTP in front. */
export async function openTestLogin({
  codes = createLoginCodes(),
  webLoginRequiredEvery = 5,
}: TestLoginOptions = {}): Promise<TestLogin> {
  const { db, file, [Symbol.asyncDispose]: dispose } = await openTestDatabase();
  const moment = { now: START };
  const clock = () => moment.now;
  return {
    db,
    file,
    service: {
      ...createLoginService({ db, clock, codes, webLoginRequiredEvery }),
      ...createSessionsService({ db, clock }),
    },
    get now() {
      return moment.now;
    },
    set now(value) {
      moment.now = value;
    },
    addUser(username, changes) {
      const user_id = insertUser(db, username, changes);
      db.run(
        build.insertInto('linked_platforms').values({
          user_id,
          platform: 'discord',
          platform_user_id: DISCORD_ID,
          platform_username: username,
          platform_avatar_url: null,
          linked_at: '2026-01-01T00:00:00Z',
          last_authenticated_at: null,
        }),
      );
      return user_id;
    },
    rows: (table) => db.all(build.selectFrom(table).selectAll()) as never,
    [Symbol.asyncDispose]: dispose,
  };
}

export function visitor(address = '192.0.2.1', fields: Partial<KeyHolder> = {}): KeyHolder {
  return {
    api_key_id: 1,
    session_tokens: [],
    client_ip: address,
    rate_limit_key: address,
    user_agent: 'Test/1.0',
    ...fields,
  };
}

export function officialBot(fields: Partial<CallingBot> = {}): CallingBot {
  return { bot_id: 1, platform: 'discord', bot_type: 1, ...fields };
}

export function identity(platform_user_id = DISCORD_ID, platform: Platform = 'discord') {
  return { platform, platform_user_id };
}

export function profile(platform_user_id = DISCORD_ID, platform: Platform = 'discord') {
  const platform_avatar_url = `https://cdn.discordapp.com/avatars/${platform_user_id}/abc.png`;
  return { platform, platform_user_id, platform_username: 'niels', platform_avatar_url };
}

/** Asks for a code on the website and has the bot fetch it. */
export async function getWebCode(
  { service }: Pick<TestLogin, 'service'>,
  address = '192.0.2.1',
  id = DISCORD_ID,
): Promise<string> {
  requireOk(await service['authentication.request'](visitor(address), identity(id)));
  const fetched = await service['authentication.botLoginCode'](officialBot(), profile(id));
  return requireOk(fetched).code ?? '';
}

export function requireOk<TValue>(
  outcome:
    | { readonly ok: true; readonly value: TValue }
    | { readonly ok: false; readonly error: object },
): TValue {
  if (!outcome.ok) throw new Error(`an error: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
}
