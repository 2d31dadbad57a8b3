import { join } from 'node:path';
import { createPopulation, type SignedInUser } from '../portal/population.ts';
import { startPortal } from '../portal/portal-process.ts';
import type { Scenario } from '../scenario.ts';
import { reportBatches, reportClaims } from './report-address.ts';
import { reportFlood } from './report-flood.ts';
import { reportMinutes } from './report-minutes.ts';

/** What is left empty is as a server has it by itself. */
const AS_IT_COMES = { RATE_LIMIT_USER: '', RATE_LIMIT_LOGIN: '' };

/** A limit is what it says, whoever asks, however, and in any minute. */
export const limitsScenario: Scenario = {
  name: 'limits',
  title: '120 requests of an address in any minute, whatever it claims; floods of addresses',
  async run(context) {
    const file = join(context.folder, 'portal.db');
    const [user] = (await createPopulation(file, [{ username: 'somebody' }])) as [SignedInUser];
    {
      await using portal = await startPortal({ file, env: AS_IT_COMES });
      await reportClaims(context, portal.url, user);
      await reportBatches(context, portal.url, user);
      const call = { path: '/v1/users/me', headers: { cookie: user.cookie } };
      if (context.form === 'long') await reportMinutes(context, portal.url, call);
    }
    await reportFlood(context, file);
  },
};
