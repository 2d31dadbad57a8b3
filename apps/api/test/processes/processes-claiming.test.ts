import { addSeconds, usernameKey } from '@portal/domain';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { insertSession } from '../../src/sessions/session.repository.ts';
import { createSessionToken } from '../../src/sessions/session-token.ts';
import { build } from '../../src/store/sqlite/build.ts';
import { openDatabase } from '../../src/store/sqlite/file/open-database.ts';
import { createFolder } from '../support/create-folder.ts';
import { mapFew } from '../support/map-few.ts';
import { startPortalProcess } from '../support/run-portal.ts';
import { insertUser } from '../support/test-database.ts';
import { callRest } from '../support/transports.ts';

const PROCESSES = 4;
const NAMES = 500;
/** How many want each name. */
const RIVALS = 2;
const IN_FLIGHT = 16;

/** Rivals spell the same name differently. */
const SPELLINGS = [
  (name: string) => name.toLowerCase(),
  (name: string) => name.toUpperCase(),
  (name: string) => name,
];

interface Claim {
  readonly before: string;
  readonly wanted: string;
  readonly token: string;
  /** Which of the processes it is put to. */
  readonly process: number;
}

test('four processes give each of 500 names to one of those who want it', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  const env = { PORTAL_DB: file, RATE_LIMIT_USER: '0', LOG_LEVEL: 'warn' };
  const starting = Array.from({ length: PROCESSES }, () => startPortalProcess(['--json'], { env }));
  await using servers = new AsyncDisposableStack();
  const urls = (await Promise.all(starting)).map((server) => servers.use(server).url);
  const claims = planClaims();
  await storeClaimants(file, claims);

  const answers = await mapFew(claims, IN_FLIGHT, ({ wanted, token, process }) =>
    callRest({
      url: urls[process] ?? '',
      operation: 'users.updateMe',
      cookie: `psession=${token}`,
      input: { username: wanted },
    }),
  );

  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  const won = claims.filter((_claim, index) => isWin(answers[index]?.value));
  expect(won).toHaveLength(NAMES);
  expect(new Set(won.map(({ wanted }) => usernameKey(wanted))).size).toBe(NAMES);
  claims.forEach((claim, index) => {
    expect(answers[index]?.value).toMatchObject(won.includes(claim) ? toWin(claim) : toLoss(claim));
  });
  const names = claims.map((claim) => (won.includes(claim) ? claim.wanted : claim.before));
  expect(await findNames(file)).toEqual(names.sort());
});

/** Those who want the same name follow each other, so that they meet, each at another process. */
function planClaims(): readonly Claim[] {
  return Array.from({ length: NAMES * RIVALS }, (_, index) => {
    const turn = Math.floor(index / RIVALS) + (index % RIVALS);
    const name = `Name-${Math.floor(index / RIVALS)}`;
    const wanted = SPELLINGS[turn % SPELLINGS.length]?.(name) ?? name;
    const process = turn % PROCESSES;
    return { before: `claimant-${index}`, wanted, token: createSessionToken(), process };
  });
}

async function storeClaimants(file: string, claims: readonly Claim[]): Promise<void> {
  const db = await openDatabase(file, { create: false });
  const now = systemClock();
  const times = { created_at: now, expires_at: addSeconds(now, 3600) };
  await db.write((trx) => {
    for (const { before, token } of claims) {
      const user_id = insertUser(trx, before);
      insertSession(trx, { user_id, token, origin: 'command_line', ...times });
    }
  });
  await db.close();
}

function isWin(value: unknown): boolean {
  return (value as { errors: unknown }).errors === null;
}

function toWin({ wanted }: Claim): object {
  return { user: { username: wanted }, errors: null };
}

function toLoss({ before }: Claim): object {
  return { user: { username: before }, errors: { username: 'username is already taken' } };
}

async function findNames(file: string): Promise<readonly string[]> {
  const db = await openDatabase(file, { create: false });
  const users = db.all(build.selectFrom('users').select('username'));
  await db.close();
  return users.map(({ username }) => username).sort();
}
