import { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../../../cli/command-options.ts';
import { print } from '../../../cli/perform.ts';
import { resolveFile } from '../file/resolve-file.ts';

export function createMigrateCommand(): Command {
  const migrate = new Command('migrate').description(
    'make the database, or bring it to this version',
  );
  return withCommonOptions(migrate).action(async (options: CommonOptions) => {
    const { openDatabase } = await import('../file/open-database.ts');
    const result = { db: resolveFile(options.db), ready: true };
    const db = await openDatabase(result.db, { create: true });
    await db.close();
    print(options, result, ({ db }) => `${db} is ready`);
  });
}
