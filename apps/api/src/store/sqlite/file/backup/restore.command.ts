import { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../../../../cli/command-options.ts';
import { formatHoldings } from '../../../../cli/format-holdings.ts';
import { print } from '../../../../cli/perform.ts';
import type { Restored } from './restore-backup.ts';

interface RestoreOptions extends CommonOptions {
  readonly replace?: boolean;
  readonly keepSessions?: boolean;
}

export function createRestoreCommand(): Command {
  const restore = new Command('restore')
    .description('put a backup in the place of the database, while nothing has it open')
    .argument('<file>', 'the backup')
    .option('--replace', 'where a database is there, keep it beside under another name')
    .option('--keep-sessions', 'leave the sessions of the backup live; all are ended otherwise');
  return withCommonOptions(restore).action(async (file: string, options: RestoreOptions) => {
    const { restoreBackup } = await import('./restore-backup.ts');
    const { db, replace = false, keepSessions = false } = options;
    const restored = await restoreBackup({ file, db, replace, keepSessions });
    print(options, restored, (done) => formatRestored(done, keepSessions));
  });
}

function formatRestored(restored: Restored, keepSessions: boolean): string {
  const { db, kept, sessions_ended: ended } = restored;
  return [
    `${db} holds ${formatHoldings(restored)}`,
    keepSessions
      ? 'its sessions are as in the backup, also those that were ended after it'
      : `${ended} ${ended === 1 ? 'session was' : 'sessions were'} ended: everybody signs in again`,
    ...(kept === null ? [] : [`what was there is ${kept}`]),
  ].join('\n');
}
