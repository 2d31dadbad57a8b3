import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '@portal/workspace/random';
import { startPortal } from '../portal/portal-process.ts';
import { createWriters, reportLedger, type Writers } from '../portal/writers.ts';
import type { Scenario } from '../scenario.ts';
import { createCrashDisk } from './crash-disk.ts';

const CUTS = 10;
const PAUSE_MS = 200;

/** Acknowledged means on the disk. */
export const powerScenario: Scenario = {
  name: 'power',
  title: `${CUTS} power cuts under 8 writers: what had reached the disk when the process was stopped`,
  async run(context) {
    if (context.form === 'short') {
      return context.report({ name: 'was run', value: 'not run: in the long form alone' });
    }
    const disk = await createCrashDisk(context.folder).catch((error: Error) => error);
    if (disk instanceof Error) {
      return context.report({ name: 'was run', value: `not run: ${disk.message.trim()}` });
    }
    await using _ = disk;
    const writers = await createWriters(join(disk.folder, 'portal.db'), 8);
    const random = createRandom(context.seed);
    const seen = { lost: 0, phantoms: 0, faults: 0, storedUnanswered: 0, storedRefused: 0 };
    for (let cut = 1; cut <= CUTS; cut++) {
      const verdict = await cutOnce(disk, writers, 500 + random() * 1500);
      for (const name of Object.keys(seen) as (keyof typeof seen)[]) seen[name] += verdict[name];
      context.note(`cut ${cut}: ${writers.acknowledged()} acknowledged, ${seen.lost} lost`);
    }
    context.report({ name: 'cuts', value: CUTS });
    reportLedger(context, writers, seen);
  },
};

type Disk = Exclude<Awaited<ReturnType<typeof createCrashDisk>>, Error>;

/** Stops a server between two instants, looks at the disk, and lets everyone finish. */
async function cutOnce(disk: Disk, writers: Writers, life: number) {
  await using portal = await startPortal({ file: join(disk.folder, 'portal.db') });
  let over = false;
  const writing = writers.write(portal.url, () => over);
  await wait(life);
  process.kill(portal.pid, 'SIGSTOP');
  // What was sent before the stop has to be answered before it is compared.
  await wait(PAUSE_MS);
  const verdict = await disk.onCopy((folder) => writers.checkCopy(join(folder, 'portal.db')));
  over = true;
  process.kill(portal.pid, 'SIGCONT');
  await writing;
  await portal.stop();
  return verdict;
}
