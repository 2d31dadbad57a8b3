import { addSeconds, toTimestamp } from '@portal/domain';
import { expect, test } from 'vitest';
import { addModeration } from '../../src/moderation/moderation.administration.ts';
import { issueSession } from '../../src/sessions/sessions.administration.ts';
import { build } from '../../src/store/sqlite/build.ts';
import { runPortal, spawnPortal } from '../support/run-portal.ts';
import { insertUser, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

test('a session is ended by the cookie that `issue` printed, and by its token on standard input', async () => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'bob');
  const end = (args: readonly string[], input = '') => {
    const started = spawnPortal(['session', 'end', ...args, '--db', opened.file]);
    started.child.stdin.end(input);
    return started.ended;
  };
  for (const use of [
    (cookie: string) => end([cookie]),
    (cookie: string) => end([cookie.replace('psession=', '')]),
    (cookie: string) => end(['-'], `${cookie}\n`),
  ]) {
    const issued = await runPortal(['session', 'issue', 'bob', '--db', opened.file]);
    expect(await use(issued.stdout.trim())).toMatchObject({ code: 0, stderr: '' });
  }
  expect(countOpen(opened)).toBe(0);
});

test('the sessions of one user end by name and by id, with a suffix only those', async () => {
  await using opened = await openTestDatabase();
  const [anna] = ['anna', 'bert'].map((name) => insertUser(opened.db, name));
  const tokens = ['anna', 'anna', 'bert'].map((user) => issue(opened, user));
  const run = (...args: readonly string[]) =>
    runPortal(['session', 'end', ...args, '--db', opened.file]);
  const suffix = tokens[0]?.slice(-6) ?? '';
  expect((await run('--user', 'ANNA', '--suffix', suffix)).stdout).toBe(
    `1 session of anna (user ${anna}) has ended\n`,
  );
  expect((await run('--id', String(anna))).stdout).toBe(
    `1 session of anna (user ${anna}) has ended\n`,
  );
  expect(countOpen(opened)).toBe(1);
  expect((await run('--all')).stdout).toBe('1 session has ended\n');
  expect(countOpen(opened)).toBe(0);
});

test('a user called --help is acted on by id, and never in place of help', async () => {
  await using opened = await openTestDatabase();
  const id = insertUser(opened.db, '--help');
  const ban = (...args: readonly string[]) =>
    runPortal(['moderation', 'add', ...args, '--db', opened.file]);
  expect(await ban('--help', 'PLATFORM_BAN')).toEqual({
    code: 2,
    signal: null,
    stdout: '',
    stderr:
      'portal: --help stands alone; give a user of that name by --id, or behind --; see: portal moderation add --help\n',
  });
  expect((await ban('--id', String(id), 'PLATFORM_BAN')).stdout).toBe(
    `--help (user ${id}) has PLATFORM_BAN 1\n`,
  );
});

test('a timeout made while the clock is set back is in force beside a server that runs', async () => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna');
  const ahead = addSeconds(toTimestamp(Date.now()), 1800);
  opened.db.run(build.updateTable('clock').set({ latest: ahead }));
  const add = ['moderation', 'add', 'anna', 'PLATFORM_TIMEOUT', '--seconds', '1200', '--json'];
  const added = JSON.parse((await runPortal([...add, '--db', opened.file])).stdout);
  expect(added.expires_at).toBe(addSeconds(ahead, 1200));
});

test('a moment that lies years ahead in the file moves no clock', async () => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna');
  opened.db.run(build.updateTable('clock').set({ latest: '2099-01-01T00:00:00Z' }));
  await runPortal(['chat', 'add', 'anna', 'Night owls', '--db', opened.file]);
  const clock = opened.db.one(build.selectFrom('clock').select('latest'));
  expect(Date.parse(clock.latest)).toBeLessThanOrEqual(Date.now());
});

test('a reason that was stored with control characters is shown without them', async () => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna');
  const now = toTimestamp(Date.now());
  addModeration(
    opened.db,
    { user: 'anna', action_type: 'CHAT_BAN', reason: '\u001b[2J\u009b\u202e' },
    now,
  );
  const shown = await runPortal(['user', 'show', 'anna', '--db', opened.file]);
  for (const mark of ['\u001b', '\u009b', '\u202e']) expect(shown.stdout).not.toContain(mark);
  expect(shown.stdout).toContain('\\u001b[2J\\u{9b}\\u{202e}');
});

function issue({ db }: TestDatabase, user: string): string {
  return issueSession(db, { user, origin: 'command_line' }, toTimestamp(Date.now())).token;
}

function countOpen({ db }: TestDatabase): number {
  return db.all(build.selectFrom('sessions').select('id').where('ended_at', 'is', null)).length;
}
