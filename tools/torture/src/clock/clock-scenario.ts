import { join } from 'node:path';
import { createCaller, createChanges, toMe } from '../portal/call.ts';
import { createPopulation, findFileFaults, type SignedInUser } from '../portal/population.ts';
import { runPortal, startPortal } from '../portal/portal-process.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';
import { createFakeTime, type FakeTime } from './fake-time.ts';
import { createHistoryOrder } from './history-order.ts';

const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];
const LIMIT = 10;

/** Nobody is let in again, and no stored time goes back, because a clock did. */
export const clockScenario: Scenario = {
  name: 'clock',
  title: 'a clock that is set back and forward while Portal runs',
  async run(context) {
    const time = createFakeTime(join(context.folder, 'time'));
    const file = join(context.folder, 'portal.db');
    const levels = { anna: 0, bert: 0, carl: 0, admin: 2, owner: 3 } as const;
    const names = Object.entries(levels).map(([username, permission_level]) => {
      return { username, permission_level };
    });
    const users = await createPopulation(file, names);
    await setClock(context, { file, time, users });
    await keepLimits(context, { file, time, users });
    context.report({ name: 'faults in the file', value: findFileFaults(file).length, most: 0 });
  },
};

interface Scene {
  readonly file: string;
  readonly time: FakeTime;
  readonly users: readonly SignedInUser[];
}

type Cast = [SignedInUser, SignedInUser, SignedInUser, SignedInUser, SignedInUser];

async function setClock({ report }: ScenarioContext, { file, time, users }: Scene): Promise<void> {
  const [anna, bert, , admin, owner] = users as Cast;
  await using portal = await startPortal({ file, ...time.launch });
  using caller = createCaller(portal.url);
  const status = async (cookie: string) => (await caller.call(toMe(cookie))).status;
  const issue = async (...options: string[]) => {
    const args = ['session', 'issue', 'anna', ...options];
    const { code, stdout, stderr } = await runPortal(args, { file, ...time.launch });
    if (code !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  const toChange = createChanges(bert);
  const times: string[] = [];
  const update = async () => {
    times.push(JSON.parse((await caller.call(toChange())).text).user.updated_at);
  };
  const order = createHistoryOrder({ file, ...time.launch }, caller, owner.cookie);

  const short = await issue('--ttl', String(10 * MINUTE));
  report({ name: 'a session of 10 minutes', value: await status(short), equal: 200 });
  await order.change('moderator');

  time.setBy(20 * MINUTE);
  report({ name: '20 minutes on', value: await status(short), equal: 401 });
  await update();

  time.setBy(-10 * MINUTE);
  report({ name: '30 minutes back: the expired session', value: await status(short), equal: 401 });
  report({ name: 'a session issued then', value: await status(await issue()), equal: 200 });
  await update();
  await order.change('user');

  time.setBy(-2 * DAY);
  report({
    name: '2 days back: a session issued then',
    value: await status(await issue()),
    equal: 200,
  });
  await update();
  await order.change('moderator');

  time.setBy(25 * HOUR);
  report({
    name: "25 hours on: an Admin's session",
    value: await status(admin.cookie),
    equal: 401,
  });
  report({ name: "a User's session", value: await status(anna.cookie), equal: 200 });
  await update();

  time.setBy(31 * DAY);
  report({ name: "31 days on: a User's session", value: await status(anna.cookie), equal: 401 });
  report({ name: 'a session issued then', value: await status(await issue()), equal: 200 });

  time.setBy(0);
  report({ name: "set right: a User's session", value: await status(anna.cookie), equal: 200 });
  await update();
  report({ name: 'updates', value: times.length });
  report({ name: 'updated_at that went back', value: countBackward(times), most: 0 });
  report({ name: 'changes of level', value: await order.count(), equal: 3 });
  report({ name: 'out of the order of their times', value: await order.countWrong(), most: 0 });
}

/** How often a time is earlier than the one before it. */
function countBackward(times: readonly string[]): number {
  return times.filter((time, at) => time < (times[at - 1] ?? '')).length;
}

/** A minute is one of the machine, whatever its clock says. */
async function keepLimits(
  { report }: ScenarioContext,
  { file, time, users }: Scene,
): Promise<void> {
  const cookie = users[0]?.cookie ?? '';
  const env = { ...time.launch.env, RATE_LIMIT_USER: String(LIMIT) };
  await using portal = await startPortal({ file, ...time.launch, env });
  using caller = createCaller(portal.url);
  for (let count = 0; count < LIMIT; count++) await caller.call(toMe(cookie));
  for (const [name, seconds] of [
    ['at the limit', 0],
    ['2 hours on', 2 * HOUR],
    ['2 hours back', -2 * HOUR],
  ] as const) {
    time.setBy(seconds);
    report({
      name: `${name}: one request more`,
      value: (await caller.call(toMe(cookie))).status,
      equal: 429,
    });
  }
  time.setBy(0);
}
