import { join } from 'node:path';
import { createPopulation, type SignedInUser } from '../portal/population.ts';
import { startPortal } from '../portal/portal-process.ts';
import { toMegabytes } from '../portal/process-state.ts';
import { quantile } from '../quantile.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';
import { reportPlaces } from './connection-slots.ts';
import { enlargeProfile, LARGE_PROFILE } from './large-profile.ts';
import { ASKED_AHEAD } from './slow-habits.ts';
import type { SlowEnd } from './slow-socket.ts';
import { OF_EACH, type SlowLimits, type SlowWave, sendSlowWave } from './slow-wave.ts';

/** The long form takes a server as it comes; the short one is in a hurry. */
const LIMITS: Readonly<Record<ScenarioContext['form'], SlowLimits>> = {
  short: { HEADERS_TIMEOUT: 4, REQUEST_TIMEOUT: 5, ANSWER_TIMEOUT: 3 },
  long: { HEADERS_TIMEOUT: 10, REQUEST_TIMEOUT: 15, ANSWER_TIMEOUT: 30 },
};
const WAVES = { short: 1, long: 3 };
/** V8 keeps what it may need again; what every wave adds is lost. */
const MOST_GROWTH = { first: 768, later: 128 };

/** Who is slow keeps nobody waiting, and is ended. */
export const socketsScenario: Scenario = {
  name: 'sockets',
  title: `${4 * OF_EACH} slow connections beside somebody who asks every 20 ms; more connections than there are`,
  async run(context) {
    const file = join(context.folder, 'portal.db');
    const [asker, large, probe] = (await createPopulation(file, [
      { username: 'owner', permission_level: 3 },
      { username: 'large' },
      { username: 'probe' },
    ])) as [SignedInUser, SignedInUser, SignedInUser];
    enlargeProfile(file, large);
    await reportSlow(context, file, { asker, probe });
    await reportPlaces(context, file);
  },
};

async function reportSlow(
  context: ScenarioContext,
  file: string,
  cast: { asker: SignedInUser; probe: SignedInUser },
): Promise<void> {
  const { report } = context;
  const limits = LIMITS[context.form];
  const env = Object.entries(limits).map(([name, seconds]) => [name, `${seconds}`]);
  await using portal = await startPortal({
    file,
    env: { LOG_LEVEL: 'info', ...Object.fromEntries(env) },
  });
  const waves: SlowWave[] = [];
  for (let wave = 1; wave <= WAVES[context.form]; wave++) {
    waves.push(await sendSlowWave(portal, { ...cast, limits }));
    context.note(`wave ${wave}: ${waves.at(-1)?.memory.map(toMegabytes).join(', ')} MB`);
  }
  const ends = waves.flatMap((wave) => wave.ends);
  reportEnds(context, ends, limits);
  reportProbes(context, waves);
  reportMemory(context, waves);
  const filesKept = Math.max(...waves.map((wave) => wave.filesKept));
  report({ name: 'connections and files kept', value: filesKept, most: 0 });
}

function reportMemory({ report }: ScenarioContext, waves: readonly SlowWave[]): void {
  const before = waves[0]?.memory[0] ?? Number.NaN;
  const after = waves.map(({ memory }) => memory[2]);
  const first = toMegabytes((after[0] ?? Number.NaN) - before);
  const later = toMegabytes((after.at(-1) ?? Number.NaN) - (after[0] ?? 0));
  report({ name: 'memory before', value: toMegabytes(before), unit: 'MB' });
  report({ name: 'memory kept of one wave', value: first, unit: 'MB', most: MOST_GROWTH.first });
  report({ name: 'memory kept of later ones', value: later, unit: 'MB', most: MOST_GROWTH.later });
}

/** The final answer to each habit, and after how many seconds at most. */
function reportEnds(
  { report }: ScenarioContext,
  ends: readonly SlowEnd[],
  limits: SlowLimits,
): void {
  const expected = [
    ['headers that trickle', '408', limits.HEADERS_TIMEOUT],
    ['a body that trickles', '408', limits.REQUEST_TIMEOUT],
    ['nothing sent', '408', limits.HEADERS_TIMEOUT],
  ] as const;
  for (const [habit, equal, seconds] of expected) {
    const own = ends.filter((end) => end.habit === habit);
    const statuses = [...new Set(own.map(({ status }) => `${status}`))].join(', ');
    report({ name: `${habit}: ended with`, value: statuses, equal });
    const slowest = Math.round(Math.max(...own.map(({ after }) => after ?? Number.NaN)));
    const most = (seconds + 2) * 1000;
    report({
      name: `${habit}: ended after, slowest`,
      value: slowest,
      unit: 'ms',
      most,
      timed: true,
    });
  }
  const whole = ends.filter(({ bytes }) => bytes >= ASKED_AHEAD * LARGE_PROFILE).length;
  report({ name: 'answers never read: not cut off', value: whole, most: 0 });
  const left = ends.filter(({ after }) => after === undefined).length;
  report({ name: 'slow connections that were not ended', value: left, most: 0 });
}

function reportProbes({ report }: ScenarioContext, waves: readonly SlowWave[]): void {
  const times = waves.flatMap(({ probing }) => probing.times);
  const wrong = waves.reduce((sum, { probing }) => sum + probing.wrong, 0);
  report({ name: 'asked meanwhile', value: times.length, least: 100 });
  report({ name: 'wrong answers', value: wrong, most: 0 });
  const [median, slow] = [quantile(times, 0.5), quantile(times, 0.99)].map(Math.round);
  report({ name: 'answer, median', value: median ?? Number.NaN, unit: 'ms' });
  report({
    name: 'answer, 99 of 100',
    value: slow ?? Number.NaN,
    unit: 'ms',
    most: 100,
    timed: true,
  });
}
