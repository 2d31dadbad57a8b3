import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PERMISSION_LEVELS, type PermissionLevelName, type Timestamp } from '@portal/domain';
import { pino } from 'pino';
import { parseConfig } from '../../src/config/config.ts';
import { startPortalServer } from '../../src/portal-server.ts';
import { issueSession } from '../../src/sessions/sessions.administration.ts';
import type { Database } from '../../src/store/sqlite/database.ts';
import type { OnStatement } from '../../src/store/sqlite/statement.ts';
import { addUser } from '../../src/users/users.administration.ts';

export interface TestPortalOptions {
  /** Variables beside the defaults of tests: a new file, a free port, no request limits. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where the clock starts; it stands still until the test moves it. */
  readonly now?: Timestamp;
  /** Hears of each statement after it ran. */
  readonly onStatement?: OnStatement;
}

export type LogLine = Readonly<Record<string, unknown>>;

/** A real server on a real file and a free port, gone at the end of the test. */
export interface TestPortal extends AsyncDisposable {
  readonly url: string;
  readonly metricsUrl: string | undefined;
  readonly file: string;
  readonly db: Database;
  readonly logs: readonly LogLine[];
  now: Timestamp;
  addUser(username: string, level?: PermissionLevelName): Promise<number>;
  /** A session of that user, as a `Cookie` header. */
  signIn(username: string): Promise<string>;
}

export async function startTestPortal({
  env = {},
  now = '2026-03-19T12:00:00Z',
  onStatement,
}: TestPortalOptions = {}): Promise<TestPortal> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-'));
  const file = join(folder, 'portal.db');
  const defaults = {
    PORTAL_DB: file,
    PORT: '0',
    RATE_LIMIT_USER: '0',
    RATE_LIMIT_LOGIN: '0',
    LOGIN_CODE_SECRET: '0'.repeat(64),
  };
  const logs: LogLine[] = [];
  const logger = pino({ level: 'trace' }, { write: (line) => void logs.push(JSON.parse(line)) });
  const moment = { now };
  const server = await startPortalServer(parseConfig({ ...defaults, ...env }), {
    logger,
    clock: () => moment.now,
    onStatement,
  });
  const { db } = server;
  return {
    url: server.url,
    metricsUrl: server.metricsUrl,
    file,
    db,
    logs,
    get now() {
      return moment.now;
    },
    set now(value) {
      moment.now = value;
    },
    async addUser(username, level = 'user') {
      const permission_level = PERMISSION_LEVELS[level];
      const user = { username, permission_level, subscription_tier: 0 } as const;
      return addUser(db, user, moment.now).id;
    },
    async signIn(username) {
      const { token } = issueSession(db, { user: username, origin: 'command_line' }, moment.now);
      return `psession=${token}`;
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}
