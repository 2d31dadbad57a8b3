import { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../../../../cli/command-options.ts';
import { formatHoldings } from '../../../../cli/format-holdings.ts';
import { print } from '../../../../cli/perform.ts';

export function createBackupCommand(): Command {
  const backup = new Command('backup')
    .description('copy the database to a new file, also while it is served')
    .argument('<file>', 'the file to make; one that is there is never overwritten');
  return withCommonOptions(backup).action(async (file: string, options: CommonOptions) => {
    const { createBackup } = await import('./create-backup.ts');
    const made = await createBackup(options.db, file);
    print(options, made, () => `${made.file} holds ${formatHoldings(made)}`);
  });
}
