import { setTimeout as wait } from 'node:timers/promises';
import { startPortal } from '../portal/portal-process.ts';
import type { ScenarioContext } from '../scenario.ts';
import { fillSlots } from './fill-slots.ts';

const ALL = 60;
const EACH = 25;
const WANTED = 40;
const ENV = {
  MAX_CONNECTIONS: `${ALL}`,
  MAX_CONNECTIONS_PER_ADDRESS: `${EACH}`,
  KEEP_ALIVE_TIMEOUT: '120',
};

/** Three addresses want more connections than one may have, and together more than there are. */
export async function reportPlaces({ report }: ScenarioContext, file: string): Promise<void> {
  await using portal = await startPortal({ file, env: ENV });
  const fill = (address: number, count: number) =>
    fillSlots(portal.url, `127.0.2.${address}`, count);
  {
    await using first = await fill(1, WANTED);
    await using second = await fill(2, WANTED);
    await using third = await fill(3, WANTED);
    const all = [first, second, third];
    const served = all.map((filling) => filling.served).join(', ');
    const odd = all.reduce((sum, filling) => sum + filling.odd, 0);
    const refused = all.reduce((sum, filling) => sum + filling.refused + filling.closed, 0);
    const expected = `${EACH}, ${EACH}, ${ALL - 2 * EACH}`;
    report({ name: `connections served, of ${WANTED} each`, value: served, equal: expected });
    report({ name: 'refused, or closed without a word', value: refused, equal: 3 * WANTED - ALL });
    report({ name: 'answered otherwise', value: odd, most: 0 });
  }
  await wait(500);
  await using again = await fill(4, EACH);
  report({ name: 'connections served once those had gone', value: again.served, equal: EACH });
}
