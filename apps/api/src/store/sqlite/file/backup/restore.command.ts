import { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../../../../cli/command-options.ts';
import { formatHoldings } from '../../../../cli/format-holdings.ts';
import { print } from '../../../../cli/perform.ts';

interface RestoreOptions extends CommonOptions {
  readonly replace?: boolean;
}

export function createRestoreCommand(): Command {
  const restore = new Command('restore')
    .description('put a backup in the place of the database, while nothing has it open')
    .argument('<file>', 'the backup')
    .option('--replace', 'where a database is there, keep it beside under another name');
  return withCommonOptions(restore).action(async (file: string, options: RestoreOptions) => {
    const { restoreBackup } = await import('./restore-backup.ts');
    const { db, replace = false } = options;
    const restored = await restoreBackup({ file, db, replace });
    print(options, restored, () => {
      const holds = `${restored.db} holds ${formatHoldings(restored)}`;
      return restored.kept === null ? holds : `${holds}\nwhat was there is ${restored.kept}`;
    });
  });
}
