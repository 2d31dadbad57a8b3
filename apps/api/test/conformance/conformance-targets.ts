import type { Capabilities, SignedInViewer, Target } from '@portal/conformance';
import { exampleViewerIds } from '@portal/contract';
import type { Timestamp } from '@portal/domain';
import { sql } from 'kysely';
import { pino } from 'pino';
import { createActivityRecorder } from '../../src/activity/activity-recorder.ts';
import { parseConfig } from '../../src/config/config.ts';
import { createPortalApp } from '../../src/portal-server.ts';
import { issueSession } from '../../src/sessions/sessions.administration.ts';
import { build } from '../../src/store/sqlite/build.ts';
import type { Database } from '../../src/store/sqlite/database.ts';
import { loadPopulation } from '../support/load-population.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { startTestPortal } from '../support/test-portal.ts';

/** Later than every moment of the population, and none of the examples'. */
const NOW: Timestamp = '2026-04-02T08:30:00Z';

/** The API as the conformance suite asks it, gone at the end of the test. */
export interface ApiTarget extends Target, AsyncDisposable {
  readonly db: Database;
}

export interface ApiTargetOptions {
  /** Requests a minute; no limit unless it is told. */
  readonly limit?: number;
}

/** The app on a real database, without a socket. */
export async function createApiTarget(): Promise<ApiTarget> {
  const database = await openTestDatabase();
  const { db } = database;
  const environment = { RATE_LIMIT_USER: '0', RATE_LIMIT_LOGIN: '0' };
  const app = createPortalApp(parseConfig(environment), {
    db,
    clock: () => NOW,
    activity: createActivityRecorder(db),
    logger: pino({ level: 'silent' }),
    isDraining: () => false,
  });
  const target = await toTarget(db, {
    url: 'http://portal.test',
    fetch: async (request) => app.fetch(request),
    reach: { judgesTargets: false, hasSocket: false },
  });
  return { ...target, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}

/** The server on a real database and a free port. */
export async function startApiTarget({ limit }: ApiTargetOptions = {}): Promise<ApiTarget> {
  const env = { RATE_LIMIT_USER: String(limit ?? 0) };
  const portal = await startTestPortal({ env, now: NOW });
  const spendable = limit !== undefined && { spendableRequests: limit };
  const target = await toTarget(portal.db, {
    url: portal.url,
    fetch: (request) => fetch(request),
    reach: { judgesTargets: true, hasSocket: true, ...spendable },
  });
  return { ...target, [Symbol.asyncDispose]: () => portal[Symbol.asyncDispose]() };
}

interface Reached extends Pick<Target, 'url' | 'fetch'> {
  readonly reach: Pick<Capabilities, 'judgesTargets' | 'hasSocket' | 'spendableRequests'>;
}

/** The population is loaded anew only when something may have changed it. */
async function toTarget(
  db: Database,
  { url, fetch, reach }: Reached,
): Promise<Target & { readonly db: Database }> {
  // Nothing of a test's database outlives the test.
  db.run(sql`pragma synchronous = off`);
  let isChanged = true;
  return {
    url,
    db,
    capabilities: {
      world: 'population',
      sharesWorld: true,
      choosesExamples: false,
      issuesSessions: true,
      ownsOrigin: true,
      ...reach,
    },
    async fetch(request) {
      isChanged ||= request.method === 'POST';
      return fetch(request);
    },
    signIn: (viewer) => signIn(db, viewer),
    async reset() {
      if (isChanged) await loadPopulation(db);
      isChanged = false;
    },
  };
}

async function signIn(db: Database, viewer: SignedInViewer): Promise<string> {
  const { username } = db.one(
    build.selectFrom('users').select('username').where('id', '=', exampleViewerIds[viewer]),
  );
  const { token } = issueSession(db, { user: username, origin: 'command_line' }, NOW);
  return `psession=${token}`;
}
