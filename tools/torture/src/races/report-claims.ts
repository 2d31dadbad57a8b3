import { type Caller, createCaller, type Reply, toUpdate } from '../portal/call.ts';
import { openFile, type SignedInUser } from '../portal/population.ts';
import type { ScenarioContext } from '../scenario.ts';

/** Who claims one name: both cases, at different servers. */
export const CLAIMANTS = 2;
export const NAMES = 500;
const CONNECTIONS = 4;

/** If several clients claim a name at once, one gets it and the others get `username is already taken`. */
export async function reportClaims(
  { report }: ScenarioContext,
  file: string,
  { urls, users }: { urls: readonly string[]; users: readonly SignedInUser[] },
): Promise<void> {
  const callers = urls.map((url) => createCaller(url, CONNECTIONS));
  const replies = await Promise.all(
    users.map((user, at) => claim(callers[at % callers.length] as Caller, user, at)),
  );
  for (const caller of callers) caller[Symbol.dispose]();
  const outcomes = replies.map(toOutcome);
  const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
  report({ name: 'names claimed in both cases at once: got', value: count('got'), equal: NAMES });
  const losers = users.length - NAMES;
  report({ name: 'answers that the name is taken', value: count('taken'), equal: losers });
  report({ name: 'other answers', value: count('odd'), most: 0 });
  const failed = replies.filter((reply) => reply === undefined || reply.status >= 500).length;
  report({ name: 'answers of 500 and above, or none', value: failed, most: 0 });
  report({ name: 'names stored', value: countClaimed(file), equal: NAMES });
}

/** Neighbours want the same name, one in lower case and one in upper case. */
function claim(caller: Caller, { cookie }: SignedInUser, at: number): Promise<Reply | undefined> {
  const name = `claim-${Math.floor(at / CLAIMANTS)}`;
  const username = at % CLAIMANTS === 0 ? name : name.toUpperCase();
  return caller.call(toUpdate(cookie, { username })).catch(() => undefined);
}

function toOutcome(reply: Reply | undefined): 'got' | 'taken' | 'odd' {
  if (reply?.status !== 200) return 'odd';
  const { errors } = JSON.parse(reply.text) as { errors: { username?: string } | null };
  if (errors === null) return 'got';
  return errors.username === 'username is already taken' ? 'taken' : 'odd';
}

function countClaimed(file: string): number {
  using database = openFile(file, { readonly: true });
  const count = "select count(*) from users where username_key like 'claim-%'";
  return database.sqlite.prepare(count).pluck().get() as number;
}
