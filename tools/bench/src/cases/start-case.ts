import { join } from 'node:path';
import { request } from 'undici';
import { type Figures, toRow } from '../figures/row.ts';
import type { Harness } from '../harness/harness.ts';
import type { Implementation } from '../implementation.ts';
import { toMemberId } from '../population/members.ts';
import { toCookie, toToken } from '../population/world.ts';
import { readProcessorTime } from '../processes/processor-time.ts';
import { transports } from '../transports/transports.ts';
import type { Case } from './case.ts';

/** Portal reads all of its file at a start, so this one is small: mostly the full histories, 12 MB. */
const USERS = 1000;

/** From the start of the process to its first answer, with what Node compiled at an earlier start and without. */
export const startCase: Case = {
  name: 'start',
  title: 'start to first answer, with 1,000 users',
  isFor: ({ role }) => role === 'ours',
  async run(harness, implementations) {
    const starts = [];
    for (const implementation of implementations) {
      const database = await harness.createFile({ ...harness.world, users: USERS }, implementation);
      // What is kept lies below the home; a start that is not counted puts it there.
      const keeping = { HOME: join(database, '..', `home-${implementation.name}`) };
      await startOnce(harness, implementation, { database, env: keeping });
      starts.push({ implementation, database, env: keeping, name: 'compiled code kept' });
      const env = { NODE_DISABLE_COMPILE_CACHE: '1' };
      starts.push({ implementation, database, env, name: 'nothing kept' });
    }
    const rounds = starts.map((): Figures[] => []);
    for (let round = 0; round < harness.rounds; round++) {
      for (const [at, start] of starts.entries()) {
        rounds[at]?.push(await startOnce(harness, start.implementation, start));
      }
    }
    return starts.map(({ implementation, name }, at) =>
      toRow(`${implementation.name}, ${name}`, rounds[at] ?? []),
    );
  },
};

async function startOnce(
  harness: Harness,
  implementation: Implementation,
  options: Parameters<Harness['start']>[1],
): Promise<Figures> {
  const [service = 'rest'] = implementation.serves;
  const cookie = toCookie(toToken(harness.world, toMemberId(0)));
  const input = { username: service === 'rest' ? 'Veteran.0' : 'exampleuser' };
  const { path, ...asking } = transports[service].toRequest({
    cookie,
    calls: [{ operation: 'users.profile', input }],
  });
  const begun = performance.now();
  await using server = await harness.start(implementation, options);
  const { statusCode, body } = await request(new URL(path, server.url), asking);
  await body.dump();
  const answered_ms = performance.now() - begun;
  if (statusCode !== 200) throw new Error(`${server.name} first answered ${statusCode}`);
  return { answered_ms, processor_ms: readProcessorTime(server.pid) };
}
