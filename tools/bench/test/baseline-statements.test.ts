import { readFileSync } from 'node:fs';
import { serveLocally } from '@portal/workspace/serve-locally';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createBaselineAnswers } from '../src/baselines/baseline-answers.ts';
import { createRestBaseline } from '../src/baselines/rest/rest-baseline.ts';
import { implementations } from '../src/implementations.ts';
import { toMemberId } from '../src/population/members.ts';
import { toStaffId } from '../src/population/staff.ts';
import { toCookie, toToken } from '../src/population/world.ts';
import { startServer } from '../src/processes/start-server.ts';
import type { Asking, Call } from '../src/transports/call.ts';
import { rest } from '../src/transports/rest.ts';
import { useWorld } from './use-world.ts';

const copies = useWorld({ users: 200, seed: 1 });
const { signal } = new AbortController();
const [portal] = implementations;
const SELECTS = /^portal_database_statement_duration_seconds_count\{statement="select"\} (\d+)$/m;

test('the baseline reads no more from the database than Portal does', async () => {
  if (portal === undefined) throw new Error('there is no Portal');
  const database = await copies.next();
  await using server = await startServer(portal, { database, env: { METRICS_PORT: '0' }, signal });
  const [, metrics = ''] = /"metrics_url":"([^"]+)"/.exec(await readLog(`${database}.log`)) ?? [];
  const countPortal = async () => Number(SELECTS.exec(await readText(metrics))?.[1]);

  const seen: string[] = [];
  const verbose = (sql: unknown) => void seen.push(String(sql));
  const sqlite = new Sqlite(await copies.next(), { verbose });
  await using baseline = await serveLocally(createRestBaseline(createBaselineAnswers(sqlite)));
  const countBaseline = async () => seen.filter((sql) => sql.startsWith('select')).length;

  for (const [name, asking] of Object.entries(askings())) {
    const byBaseline = await countReads(baseline.url, asking, countBaseline);
    const byPortal = await countReads(server.url, asking, countPortal);
    expect(byBaseline, name).toBeGreaterThan(0);
    expect(byBaseline, `${name}: Portal reads ${byPortal} times`).toBeLessThanOrEqual(byPortal);
  }
  sqlite.close();
});

function askings(): Readonly<Record<string, Asking>> {
  const toSession = (id: number) => toCookie(toToken(copies.world, id));
  const ask = (id: number, call: Call): Asking => ({ cookie: toSession(id), calls: [call] });
  const caller = toMemberId(0);
  return {
    'a public profile': ask(caller, {
      operation: 'users.profile',
      input: { username: 'Member.150' },
    }),
    'the detail view': ask(toStaffId(3, 0), {
      operation: 'users.profile',
      input: { username: 'Veteran.0' },
    }),
    'the current user': ask(caller, { operation: 'users.me' }),
    'an update': ask(caller, { operation: 'users.updateMe', input: { username: 'Fresh.1' } }),
    'a refused update': ask(caller, {
      operation: 'users.updateMe',
      input: { username: 'Member.150' },
    }),
    'a stranger': { cookie: toCookie('0'.repeat(64)), calls: [{ operation: 'users.me' }] },
  };
}

async function countReads(
  url: string,
  asking: Asking,
  count: () => Promise<number>,
): Promise<number> {
  const { path, ...request } = rest.toRequest(asking);
  const before = await count();
  await readText(new URL(path, url).href, request);
  return (await count()) - before;
}

async function readText(url: string, request: RequestInit = {}): Promise<string> {
  return (await fetch(url, request)).text();
}

/** The log is written a moment after the server listens. */
async function readLog(file: string): Promise<string> {
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('metrics_url');
  return readFileSync(file, 'utf8');
}
