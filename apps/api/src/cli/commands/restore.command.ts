import { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../command-options.ts';
import { print } from '../perform.ts';
import { tellHoldings } from '../tell-holdings.ts';

interface RestoreOptions extends CommonOptions {
  readonly replace?: boolean;
}

export function createRestoreCommand(): Command {
  const restore = new Command('restore')
    .description('put a backup in the place of the database, while nothing has it open')
    .argument('<file>', 'the backup')
    .option('--replace', 'where a database is there, keep it beside under another name');
  return withCommonOptions(restore).action(async (file: string, options: RestoreOptions) => {
    const { restoreBackup } = await import('../../database/backup/restore-backup.ts');
    const { db, replace = false } = options;
    const restored = await restoreBackup({ file, db, replace });
    print(options, restored, () => {
      const holds = `${restored.db} holds ${tellHoldings(restored)}`;
      return restored.kept === null ? holds : `${holds}\nwhat was there is ${restored.kept}`;
    });
  });
}
