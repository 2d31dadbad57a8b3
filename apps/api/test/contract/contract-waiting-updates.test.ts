import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { build } from '../../src/store/sqlite/build.ts';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';
import { addViewer } from '../support/test-viewer.ts';
import { transports } from '../support/transports.ts';

/** What another process commits while an update of user 1 waits for the write lock. */
const CHANGES = [
  [
    'bans its author',
    `insert into moderation_actions (user_id, action_type, reason, created_at)
     values (1, 'PLATFORM_BAN', 'Spam', '2026-03-19T12:00:00Z')`,
    { status: 403, error: 'Account is banned' },
  ],
  [
    'ends the session',
    `update sessions set ended_at = '2026-03-19T12:00:00Z'`,
    { status: 401, error: 'Authentication required' },
  ],
] as const;

describe.each(CHANGES)(
  'an update that waits while another process %s',
  (_name, change, refused) => {
    test.each(transports)('is refused over %s, and stores nothing', async (_transport, call) => {
      await using waiting = await startWaitingPortal();
      const viewer = await addViewer(waiting.portal, call);
      const answer = await waiting.during(change, () => viewer.update({ username: 'renamed' }));
      expect(answer).toMatchObject(refused);
      expect(waiting.names()).toEqual(['viewer']);
    });

    test('is refused in each call of a batch', async () => {
      await using waiting = await startWaitingPortal();
      const { portal } = waiting;
      await portal.addUser('viewer');
      const cookie = await portal.signIn('viewer');
      const response = await waiting.during(change, () =>
        fetch(`${portal.url}/trpc/users.updateMe,users.updateMe?batch=1`, {
          method: 'POST',
          headers: { cookie, 'content-type': 'application/json' },
          body: JSON.stringify({ 0: { username: 'renamed' }, 1: { avatar_source: 'discord_1' } }),
        }),
      );
      const errors = ((await response.json()) as { error?: { message: string } }[]).map(
        ({ error }) => error?.message,
      );
      expect(errors).toEqual([refused.error, refused.error]);
      expect(waiting.names()).toEqual(['viewer']);
    });
  },
);

interface WaitingPortal extends AsyncDisposable {
  readonly portal: TestPortal;
  /** Makes the request while another connection holds the write lock, and commits the change once it waits. */
  during<TAnswer>(change: string, request: () => Promise<TAnswer>): Promise<TAnswer>;
  names(): readonly string[];
}

async function startWaitingPortal(): Promise<WaitingPortal> {
  const waits = Promise.withResolvers<void>();
  const portal = await startTestPortal({
    onStatement: ({ sql, error }) => {
      if (sql === 'begin immediate' && error !== undefined) waits.resolve();
    },
  });
  return {
    portal,
    async during(change, request) {
      const other = new Sqlite(portal.file);
      other.exec(`begin immediate; ${change}`);
      const answer = request();
      await waits.promise;
      other.exec('commit');
      other.close();
      return answer;
    },
    names: () =>
      portal.db.all(build.selectFrom('users').select('username')).map((row) => row.username),
    [Symbol.asyncDispose]: () => portal[Symbol.asyncDispose](),
  };
}
