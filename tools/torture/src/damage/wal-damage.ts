import { join } from 'node:path';
import { createNameFinder, findFileFaults } from '../portal/population.ts';
import { startPortal } from '../portal/portal-process.ts';
import type { ScenarioContext } from '../scenario.ts';
import { flip } from './damages.ts';
import { type Files, type IntactFile, writeFiles } from './intact-file.ts';

/** What SQLite takes for a WAL that ends sooner: the changes after it are lost, as documented. */
const damages: Readonly<Record<string, (intact: IntactFile) => Buffer | undefined>> = {
  whole: ({ wal }) => wal,
  missing: () => undefined,
  'cut in half': ({ wal }) => wal.subarray(0, wal.length / 2),
  'flipped in the middle': ({ wal }) => flip(wal, Math.floor(wal.length / 2)),
  'its header zeroed': ({ wal }) => Buffer.from(wal).fill(0, 0, 32),
};

/** Whatever is left of a WAL, what is served is a moment that was. */
export async function checkWal(
  { report, folder }: ScenarioContext,
  intact: IntactFile,
): Promise<void> {
  const file = join(folder, 'wal.db');
  let wrong = 0;
  for (const [name, damage] of Object.entries(damages)) {
    const files: Files = { '': intact.bytes, '-wal': damage(intact) };
    writeFiles(file, files);
    await using portal = await startPortal({ file });
    await portal.stop();
    const kept = countKept(file, intact);
    if (kept === undefined || findFileFaults(file).length > 0) wrong += 1;
    const bounds = name === 'whole' ? { equal: intact.users.length } : {};
    report({ name: `changes kept, WAL ${name}`, value: kept ?? 'a mixture', ...bounds });
  }
  report({ name: 'moments that never were', value: wrong, most: 0 });
}

/** Users were renamed one after another: how many are, or undefined when a later one is and an earlier is not. */
function countKept(file: string, { users }: IntactFile): number | undefined {
  const findName = createNameFinder(file);
  const areRenamed = users.map(({ id, username }) => findName(id) === `${username}.renamed`);
  const kept = areRenamed.filter(Boolean).length;
  const rest = users.slice(kept).every(({ id, username }) => findName(id) === username);
  return areRenamed.slice(0, kept).every(Boolean) && rest ? kept : undefined;
}
