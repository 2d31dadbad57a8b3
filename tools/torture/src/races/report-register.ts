import { createRandom, type Random } from '@portal/workspace/random';
import { type Caller, createCaller, toUpdate } from '../portal/call.ts';
import type { SignedInUser } from '../portal/population.ts';
import type { ScenarioContext } from '../scenario.ts';
import { isLinearizable, type Operation } from './is-linearizable.ts';

/** At each server, so many ask for the same user, each one request at a time. */
const CLIENTS = 2;
/** Together at most 200 of one user. */
const REQUESTS = 25;
const WRITES = 0.4;
/** Users at a time: more would be more connections than an address may have. */
const AT_ONCE = 6;

/** The name of a user is one register, through whichever server it is read and written. */
export async function reportRegisters(
  { report, seed }: ScenarioContext,
  { urls, users }: { urls: readonly string[]; users: readonly SignedInUser[] },
): Promise<void> {
  const random = createRandom(seed);
  const histories: Operation[][] = [];
  for (let first = 0; first < users.length; first += AT_ONCE) {
    const group = users.slice(first, first + AT_ONCE);
    histories.push(...(await Promise.all(group.map((user) => record(urls, user, random)))));
  }
  const operations = histories.flat();
  report({ name: 'reads and writes of one user each', value: operations.length });
  const unanswered = operations.filter(({ answered }) => answered === undefined).length;
  report({ name: 'writes of unknown end', value: unanswered });
  const broken = users.filter(({ username }, at) => !isLinearizable(histories[at] ?? [], username));
  report({ name: 'users whose history no order explains', value: broken.length, most: 0 });
}

async function record(urls: readonly string[], user: SignedInUser, random: Random) {
  const history: Operation[] = [];
  const clients = urls.flatMap((url) => Array<string>(CLIENTS).fill(url));
  const work = clients.map(async (url, client) => {
    using caller = createCaller(url);
    for (let turn = 0; turn < REQUESTS; turn++) {
      const value = random() < WRITES ? `${user.username}.${client}.${turn}` : undefined;
      const operation = await operate(caller, user, value);
      if (operation !== undefined) history.push(operation);
    }
  });
  await Promise.all(work);
  return history;
}

/** Writes a value, or reads where there is none; a read without an answer says nothing. */
async function operate(
  caller: Caller,
  { cookie }: SignedInUser,
  value: string | undefined,
): Promise<Operation | undefined> {
  const invoked = performance.now();
  const read = { path: '/v1/users/me', headers: { cookie } };
  const call = value === undefined ? read : toUpdate(cookie, { username: value });
  const reply = await caller.call(call).catch(() => undefined);
  const answered = reply?.status === 200 ? performance.now() : undefined;
  if (value !== undefined) return { kind: 'write', value, invoked, answered };
  if (answered === undefined) return undefined;
  const { username } = JSON.parse(reply?.text ?? '') as SignedInUser;
  return { kind: 'read', value: username, invoked, answered };
}
