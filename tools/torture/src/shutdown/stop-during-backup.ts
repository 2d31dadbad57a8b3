import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { LedgerLine } from '../kill/ledger.ts';
import { createNameFinder, findFileFaults } from '../portal/population.ts';
import { runPortal, startPortal } from '../portal/portal-process.ts';
import type { ScenarioContext } from '../scenario.ts';
import { hasWal, stop } from './stop-under-load.ts';

/** After the start of the command, before it reads and while it does; it takes most of a second. */
const MOMENTS = { short: [100, 500], long: [0, 100, 200, 300, 400, 500, 600, 700] };

/** A backup that is under way when the server stops is whole, and the server stops as ever. */
export async function stopDuringBackup(
  { report, folder, form }: ScenarioContext,
  file: string,
  ledger: readonly LedgerLine[],
): Promise<void> {
  const faults: string[] = [];
  for (const [at, moment] of MOMENTS[form].entries()) {
    const copy = join(folder, `backup-${at}.db`);
    await using portal = await startPortal({ file });
    const backup = runPortal(['backup', copy], { file });
    await wait(moment);
    const server = await stop(portal, ['SIGTERM']);
    const { code, stderr } = await backup;
    if (server.code !== 0) faults.push(`the server ended with ${server.code}`);
    if (code === 0) faults.push(...findFileFaults(copy), ...findOtherNames(file, copy, ledger));
    else faults.push(`the backup ended with ${code}: ${stderr}`);
    if (hasWal(file)) faults.push('the log of the database is left');
  }
  report({ name: 'stops with a backup under way', value: MOMENTS[form].length });
  report({
    name: 'faults of them and their copies',
    value: faults.join('; ') || 'none',
    equal: 'none',
  });
}

/** Nobody writes meanwhile, so the copy has every name. */
function findOtherNames(
  file: string,
  copy: string,
  ledger: readonly LedgerLine[],
): readonly string[] {
  const [original, copied] = [createNameFinder(file), createNameFinder(copy)];
  const others = ledger.filter(({ user }) => original(user.id) !== copied(user.id));
  return others.map(({ user }) => `user ${user.id} has another name in the copy`);
}
