import { join } from 'node:path';
import { createPopulation, findFileFaults, type NewUser } from '../portal/population.ts';
import type { Scenario } from '../scenario.ts';
import { CLAIMANTS, NAMES, reportClaims } from './report-claims.ts';
import { reportRegisters } from './report-register.ts';
import { RIGHTS_USERS, reportRights } from './report-rights.ts';
import { serveFile } from './serve-file.ts';

const REGISTERS = { short: 4, long: 200 };

/** Four servers of one file answer as one would. */
export const racesScenario: Scenario = {
  name: 'races',
  title:
    'four servers of one file: names claimed at once, rights that change, one user read and written',
  async run(context) {
    const file = join(context.folder, 'portal.db');
    const registers = REGISTERS[context.form];
    const users = await createPopulation(file, [
      { username: 'target' },
      ...toUsers('claimant', CLAIMANTS * NAMES),
      ...toUsers('keeper', RIGHTS_USERS).map((user) => ({ ...user, permission_level: 2 }) as const),
      ...toUsers('register', registers),
    ]);
    const take = (prefix: string) => users.filter(({ username }) => username.startsWith(prefix));
    await using serving = await serveFile(file);
    const { urls } = serving;
    await reportClaims(context, file, { urls, users: take('claimant') });
    await reportRights(context, file, { urls, users: take('keeper') });
    await reportRegisters(context, { urls, users: take('register') });
    context.report({ name: 'faults in the file', value: findFileFaults(file).length, most: 0 });
  },
};

function toUsers(prefix: string, count: number): readonly NewUser[] {
  return Array.from({ length: count }, (_, at) => ({ username: `${prefix}${at}` }));
}
