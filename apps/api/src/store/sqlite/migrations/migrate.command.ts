import { resolve } from 'node:path';
import { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../../../cli/command-options.ts';
import { print, withDatabase } from '../../../cli/perform.ts';

export function createMigrateCommand(): Command {
  const migrate = new Command('migrate').description(
    'make the database, or bring it to this version',
  );
  return withCommonOptions(migrate).action(async (options: CommonOptions) => {
    const result = { db: resolve(options.db), ready: true };
    await withDatabase(options.db, true, async () => undefined);
    print(options, result, ({ db }) => `${db} is ready`);
  });
}
