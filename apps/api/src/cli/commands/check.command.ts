import { resolve } from 'node:path';
import { Command } from 'commander';
import { tellFault } from '../../database/check/fault.ts';
import { type CommonOptions, withCommonOptions } from '../command-options.ts';
import { print } from '../perform.ts';
import { tellHoldings } from '../tell-holdings.ts';

export function createCheckCommand(): Command {
  const check = new Command('check').description(
    'read the whole database, or a backup, and tell what is wrong in it; changes nothing',
  );
  return withCommonOptions(check).action(async (options: CommonOptions) => {
    const { checkFile } = await import('../../database/check/check-file.ts');
    const db = resolve(options.db);
    const report = await checkFile(db);
    const { faults } = report;
    if (faults.length > 0) process.exitCode = 1;
    print(options, { db, ...report }, () =>
      faults.length === 0
        ? `${db} is sound and holds ${tellHoldings(report)}`
        : [`${db} has faults:`, ...faults.map(tellFault)].join('\n  '),
    );
  });
}
