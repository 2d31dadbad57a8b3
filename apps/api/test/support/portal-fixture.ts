import { test as plainTest } from 'vitest';
import { build } from '../../src/store/sqlite/build.ts';
import { startTestPortal, type TestPortal, type TestPortalOptions } from './test-portal.ts';

const START = '2026-03-19T12:00:00Z';
/** Whatever refers to users before the users. */
const TABLES = [
  'login_codes',
  'api_keys',
  'permission_history',
  'subscription_history',
  'bots',
  'chats',
  'moderation_actions',
  'sessions',
  'linked_platforms',
  'users',
] as const;

/**
 * A test whose `portal` is one server for the whole file, with an empty database and the clock at noon when
 * each test begins. Ids go on counting, so that nothing the server remembers meets another test's user.
 */
export const test = plainTest
  .extend('options', { scope: 'file' }, (): TestPortalOptions => ({ now: START }))
  .extend('server', { scope: 'file' }, async ({ options }, { onCleanup }) => {
    const portal = await startTestPortal(options);
    onCleanup(() => portal[Symbol.asyncDispose]());
    return portal;
  })
  .extend('portal', async ({ server }) => {
    await emptyDatabase(server);
    server.now = START;
    return server;
  });

async function emptyDatabase({ db }: TestPortal): Promise<void> {
  await db.write((trx) => {
    for (const table of TABLES) trx.run(build.deleteFrom(table));
  });
}
