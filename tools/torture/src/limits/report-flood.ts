import { startPortal } from '../portal/portal-process.ts';
import { readMemory, toMegabytes } from '../portal/process-state.ts';
import type { ScenarioContext } from '../scenario.ts';
import { type Asked, countInWindow } from './count-in-window.ts';
import { flood } from './flood.ts';

const LIMIT = 3;
const ENV = {
  RATE_LIMIT_USER: `${LIMIT}`,
  TRUSTED_PROXIES: '127.0.0.1',
  MAX_REQUESTS_PER_CONNECTION: '0',
};
/** What is not kept is collected before the heap is full, and what is kept beyond that ends the process. */
const HEAP_MB = 80;
const NODE = [`--max-old-space-size=${HEAP_MB}`, '--max-semi-space-size=2'];
const WARM_UP = 10_000;
const ADDRESSES = { short: 50_000, long: 1_000_000 };
/** Decision 11: so many others must pass after an address before it is forgotten early. */
const REMEMBERED = 50_000;
const STEP = 2000;
/** Of each step, so many addresses ask more often than they may. */
const GREEDY = 20;
const MOST_GROWTH = 64;
const WINDOW_MS = 60_000;
const OWN = '203.0.113.7';

/** Behind a trusted proxy: a flood of addresses takes bounded memory, and frees none of them before its time. */
export async function reportFlood(context: ScenarioContext, file: string): Promise<void> {
  const { report, note } = context;
  await using portal = await startPortal({ file, env: ENV, nodeOptions: NODE });
  await reportNetworks(context, portal.url);
  await flood(portal.url, Array(WARM_UP).fill('192.0.2.1'));
  const before = readMemory(portal.pid);
  const seen = { over: 0, held: [] as Asked[], freed: 0, most: before };
  const count = ADDRESSES[context.form];
  for (let first = 0; first < count; first += STEP) {
    const sent = performance.now();
    const own = await flood(portal.url, Array(2 * LIMIT).fill(OWN));
    const answered = performance.now();
    const passed = own.filter((status) => status !== 429).map(() => ({ sent, answered }));
    if (first < REMEMBERED - STEP) seen.held.push(...passed);
    else seen.freed += passed.length;
    seen.over += await floodOnce(portal.url, first);
    seen.most = Math.max(seen.most, readMemory(portal.pid));
    if (first % 100_000 === 0) note(`${first} addresses, ${toMegabytes(seen.most)} MB`);
  }
  const growth = toMegabytes(seen.most - before);
  report({ name: 'addresses forwarded', value: count });
  report({ name: 'heap allowed', value: HEAP_MB, unit: 'MB' });
  report({ name: 'growth of memory', value: growth, unit: 'MB', most: MOST_GROWTH });
  report({
    name: `addresses that passed more or less than ${LIMIT} times`,
    value: seen.over,
    most: 0,
  });
  const most = countInWindow(seen.held, WINDOW_MS);
  report({
    name: `an address that keeps asking, in any minute, before ${REMEMBERED} others`,
    value: most,
    equal: LIMIT,
  });
  report({ name: 'its requests that passed after those', value: seen.freed });
}

/** New addresses once each, and some of them too often; answers how many did not pass as often as they may. */
async function floodOnce(url: string, first: number): Promise<number> {
  const many = Array.from({ length: STEP }, (_, at) => toAddress(first + at));
  const greedy = many.slice(0, GREEDY);
  const asked = [...many, ...Array.from({ length: LIMIT + 2 }, () => greedy).flat()];
  const statuses = await flood(url, asked);
  const passes = new Map<string, number>();
  for (const [at, address] of asked.entries()) {
    if (statuses[at] !== 429) passes.set(address, (passes.get(address) ?? 0) + 1);
  }
  return many.filter((address, at) => passes.get(address) !== (at < GREEDY ? LIMIT : 1)).length;
}

function toAddress(number: number): string {
  return `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`;
}

/** What one customer gets of IPv6 is one address. */
async function reportNetworks({ report }: ScenarioContext, url: string): Promise<void> {
  const toNetwork = (network: number) =>
    Array.from({ length: 20 }, (_, at) => `2001:db8:0:${network}:${at + 1}::${at + 1}`);
  const passed: number[] = [];
  for (const network of [1, 2]) {
    const statuses = await flood(url, toNetwork(network));
    passed.push(statuses.filter((status) => status !== 429).length);
  }
  const equal = `${LIMIT}, ${LIMIT}`;
  report({
    name: 'passed of 20 addresses of one /64, and of another',
    value: passed.join(', '),
    equal,
  });
}
