import { fileURLToPath } from 'node:url';
import { readLines } from '@portal/workspace/read-output';
import { spawnScript } from '@portal/workspace/spawn-program';
import { expect, test } from 'vitest';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';
import { addViewer, type TestViewer } from '../support/test-viewer.ts';
import { transports } from '../support/transports.ts';

const LOCK_HOLDING_PROCESS = fileURLToPath(
  new URL('../support/lock-holding-process.ts', import.meta.url),
);
const WRITERS = 16;
const READS = 20;

test('while another process holds the write lock, reads are answered and 16 updates wait', async () => {
  await using portal = await startTestPortal();
  const viewers = await addViewers(portal);
  const lock = await holdLockElsewhere(portal);
  const order: string[] = [];
  const updates = viewers.map(async (viewer) => {
    const answer = await viewer.update({ avatar_source: 'discord_1' });
    order.push('update');
    return answer.status;
  });
  const [rest, trpc] = viewers;
  for (let turn = 0; turn < READS; turn += 1) {
    for (const viewer of [rest, trpc]) {
      expect(await viewer?.me()).toMatchObject({ status: 200, value: { avatar_source: null } });
      order.push('read');
    }
  }
  expect(order, 'no update waited with the whole server').toEqual(Array(2 * READS).fill('read'));
  await lock.release();
  expect(await Promise.all(updates)).toEqual(Array(WRITERS).fill(200));
});

test('updates that outlast the patience are refused, and the next ones pass', async () => {
  await using portal = await startTestPortal();
  const viewers = await addViewers(portal);
  const lock = await holdLockElsewhere(portal);
  const refused = await Promise.all(viewers.map((viewer) => viewer.update({ username: 'one' })));
  expect(refused.map(({ status }) => status)).toEqual(Array(WRITERS).fill(503));
  await lock.release();
  const [viewer] = viewers;
  expect(await viewer?.update({ username: 'one' })).toMatchObject({
    status: 200,
    value: { user: { username: 'one' }, errors: null },
  });
});

/** Half of them over each transport, in turn. */
function addViewers(portal: TestPortal): Promise<readonly TestViewer[]> {
  const calls = transports.map(([, call]) => call);
  return Promise.all(
    Array.from({ length: WRITERS }, (_, index) => {
      const call = calls[index % calls.length];
      if (call === undefined) throw new Error('there is no transport');
      return addViewer(portal, call, { username: `viewer-${index}` });
    }),
  );
}

async function holdLockElsewhere({ file }: TestPortal): Promise<{ release(): Promise<unknown> }> {
  const holding = spawnScript(LOCK_HOLDING_PROCESS, [file]);
  await readLines(holding, 1);
  return {
    release() {
      holding.child.stdin.end();
      return holding.ended;
    },
  };
}
