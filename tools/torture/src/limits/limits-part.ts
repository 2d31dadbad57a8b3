import { join } from 'node:path';
import type { Part } from '../part.ts';
import { createPopulation, type SignedInUser } from '../portal/population.ts';
import { startPortal } from '../portal/portal-process.ts';
import { reportBatches, reportClaims } from './report-address.ts';
import { reportFlood } from './report-flood.ts';
import { reportMinutes } from './report-minutes.ts';

/** What is left empty is as a server has it by itself. */
const AS_IT_COMES = { RATE_LIMIT_USER: '', RATE_LIMIT_LOGIN: '' };

/** A limit is what it says, whoever asks, however, and in any minute. */
export const limitsPart: Part = {
  name: 'limits',
  title: '120 requests of an address in any minute, whatever it claims; floods of addresses',
  async run(rack) {
    const file = join(rack.folder, 'portal.db');
    const [user] = (await createPopulation(file, [{ username: 'somebody' }])) as [SignedInUser];
    {
      await using portal = await startPortal({ file, env: AS_IT_COMES });
      await reportClaims(rack, portal.url, user);
      await reportBatches(rack, portal.url, user);
      const call = { path: '/v1/users/me', headers: { cookie: user.cookie } };
      if (rack.form === 'long') await reportMinutes(rack, portal.url, call);
    }
    await reportFlood(rack, file);
  },
};
