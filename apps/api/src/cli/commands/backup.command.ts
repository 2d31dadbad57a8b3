import { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../command-options.ts';
import { print } from '../perform.ts';
import { tellHoldings } from '../tell-holdings.ts';

export function createBackupCommand(): Command {
  const backup = new Command('backup')
    .description('copy the database to a new file, also while it is served')
    .argument('<file>', 'the file to make; one that is there is never overwritten');
  return withCommonOptions(backup).action(async (file: string, options: CommonOptions) => {
    const { createBackup } = await import('../../database/backup/create-backup.ts');
    const made = await createBackup(options.db, file);
    print(options, made, () => `${made.file} holds ${tellHoldings(made)}`);
  });
}
