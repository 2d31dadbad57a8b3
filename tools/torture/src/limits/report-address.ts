import type { Call } from '../portal/call.ts';
import type { SignedInUser } from '../portal/population.ts';
import type { ScenarioContext } from '../scenario.ts';
import { createClient, isPassed } from './create-client.ts';

const LIMIT = 120;
const ASKED = 500;
const PATH = '/v1/users/me';

/** One address that claims to be many has one limit. */
export async function reportClaims({ report }: ScenarioContext, url: string, user: SignedInUser) {
  using asker = createClient(url, '127.0.3.1');
  const calls = Array.from({ length: ASKED }, (_, at) => toClaim(user, at));
  const checked = await asker.burst(calls);
  report({
    name: `passed, of ${ASKED} in one burst under other names`,
    value: checked.filter(isPassed).length,
    equal: LIMIT,
  });
  const odd = checked.filter(({ status }) => status !== 200 && status !== 429);
  report({ name: 'answered neither 200 nor 429', value: odd.length, most: 0 });
  const waits = checked.filter((one) => !isPassed(one)).map(({ wait }) => wait);
  const wrong = waits.filter((wait) => !(Number.isInteger(wait) && wait >= 1 && wait <= 60));
  report({ name: 'refused without a right Retry-After', value: wrong.length, most: 0 });
}

function toClaim({ cookie }: SignedInUser, at: number): Call {
  const address = `198.51.${at >> 8}.${at & 255}`;
  const claims = {
    'x-forwarded-for': `${address}, 127.0.0.1`,
    forwarded: `for=${address}`,
    'x-real-ip': address,
    'cf-connecting-ip': address,
    'true-client-ip': address,
    'x-client-ip': address,
  };
  return { path: PATH, headers: { cookie, ...claims } };
}

/** A batch spends one of the limit for each call, or, where it does not fit, none. */
export async function reportBatches({ report }: ScenarioContext, url: string, user: SignedInUser) {
  using asker = createClient(url, '127.0.3.2');
  const headers = { cookie: user.cookie };
  const single: Call = { path: PATH, headers };
  const batch: Call = { path: `/trpc/${Array(10).fill('users.me').join()}?batch=1`, headers };
  const statuses: string[] = [];
  const ask = async (calls: readonly Call[]) => {
    const checked = await asker.burst(calls);
    const passed = checked.filter(isPassed).length;
    statuses.push(`${passed} of ${calls.length}`);
  };
  await ask([...Array<Call>(11).fill(batch), single]);
  await ask(Array<Call>(20).fill(batch));
  await ask(Array<Call>(20).fill(single));
  const equal = '12 of 12, 0 of 20, 9 of 20';
  report({
    name: 'batches of 10 and one, batches of 10, one by one: passed',
    value: statuses.join(', '),
    equal,
  });
}
