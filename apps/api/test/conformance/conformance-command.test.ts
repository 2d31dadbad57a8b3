import type { SignedInViewer } from '@portal/conformance';
import { type Ended, runConformanceCommand } from '@portal/conformance/command';
import { expect, test } from 'vitest';
import { build } from '../../src/store/sqlite/build.ts';
import { type ApiTarget, startApiTarget } from './conformance-targets.ts';

test('the command finds nothing wrong with the API by its cookies alone, and leaves it as it was', async () => {
  await using api = await startApiTarget();
  await api.reset?.();
  const before = await readUsers(api);
  const { code, stdout, stderr } = await runWithCookies(api, SIGNED_IN);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+, whose answers are of users of its own$/m);
  expect(stdout).toMatch(/^skipped$/m);
  expect(stdout).toMatch(/^ {2}\d+ because its users are not the population of the examples$/m);
  expect(stdout).toMatch(/^\d+ passed, 0 failed, \d+ skipped\n$/m);
  expect(await readUsers(api)).toEqual(before);
});

test('the command skips what needs a session it was not given, and says so', async () => {
  await using api = await startApiTarget();
  await api.reset?.();
  const { code, stdout } = await runWithCookies(
    api,
    ['user'],
    ['--json', '--only', 'sessions: gives'],
  );
  const { totals, results } = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(totals).toEqual({ passed: 3, failed: 0, skipped: 9 });
  expect(results.find(({ name }: { name: string }) => name.includes('an admin'))).toEqual({
    group: 'sessions',
    name: 'gives an admin the same users.me over REST and tRPC',
    status: 'skipped',
    reason: 'there is no session for admin',
  });
});

test('the command says what a server answers otherwise, and fails', async () => {
  await using api = await startApiTarget();
  await api.reset?.();
  const cookie = await api.signIn?.('owner');
  const viewers = ['user', 'moderator', 'admin', 'owner'];
  const cookies = viewers.flatMap((viewer) => ['--cookie', `${viewer}=${cookie}`]);
  const args = [api.url, ...cookies, '--only', 'is nobody else'];
  const { code, stdout } = await runConformanceCommand(args);
  expect(code).toBe(1);
  expect(stdout).toContain('✗ is nobody else: each of several reads itself');
  expect(stdout).toContain('expected: "another user behind each session"');
  expect(stdout).toMatch(/^0 passed, 1 failed, 0 skipped\n$/m);
});

const SIGNED_IN = ['user', 'moderator', 'admin', 'owner', 'banned', 'timed_out'] as const;

async function runWithCookies(
  api: ApiTarget,
  viewers: readonly SignedInViewer[],
  options: readonly string[] = [],
): Promise<Ended> {
  const cookies: string[] = [];
  for (const viewer of viewers) cookies.push('--cookie', `${viewer}=${await api.signIn?.(viewer)}`);
  return runConformanceCommand([api.url, ...cookies, ...options]);
}

function readUsers({ db }: ApiTarget): readonly unknown[] {
  return db.all(
    build.selectFrom('users').select(['id', 'username', 'avatar_source']).orderBy('id'),
  );
}
