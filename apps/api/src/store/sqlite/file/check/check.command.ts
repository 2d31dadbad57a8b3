import { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../../../../cli/command-options.ts';
import { formatHoldings } from '../../../../cli/format-holdings.ts';
import { print } from '../../../../cli/perform.ts';
import { resolveFile } from '../resolve-file.ts';
import { formatFault } from './fault.ts';

export function createCheckCommand(): Command {
  const check = new Command('check').description(
    'read the whole database, or a backup, and tell what is wrong in it; changes nothing',
  );
  return withCommonOptions(check).action(async (options: CommonOptions) => {
    const { checkFile } = await import('./check-file.ts');
    const db = resolveFile(options.db);
    const report = await checkFile(db);
    const { faults, remarks } = report;
    if (faults.length > 0) process.exitCode = 1;
    print(options, { db, ...report }, () =>
      [
        faults.length === 0
          ? `${db} is sound and holds ${formatHoldings(report)}`
          : [`${db} has faults:`, ...faults.map(formatFault)].join('\n  '),
        ...remarks.map((remark) => `note: ${remark}`),
      ].join('\n'),
    );
  });
}
