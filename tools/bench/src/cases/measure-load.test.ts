import { expect, test } from 'vitest';
import type { Harness } from '../harness/harness.ts';
import type { LoadOrder } from '../load/load-order.ts';
import type { LoadCase } from './load-case.ts';
import { type Contestant, measureLoad, WARM_UP_ROUNDS } from './measure-load.ts';

const load: LoadCase = {
  name: 'some-case',
  title: '',
  service: 'rest',
  baseline: 'b',
  connections: 1,
  requests: 100,
  status: 200,
  ask: () => ({ calls: [{ operation: 'users.me' }] }),
};
const world = { users: 100, seed: 1 };
const contestants = ['a', 'b', 'c'].map((name): Contestant => {
  const server = { name, url: `http://${name}`, pid: process.pid } as Contestant['server'];
  return { name, baseline: 'b', server, world };
});

test('contestants take turns, each round in the other direction', async () => {
  const { harness, orders } = createHarness('quick');
  await measureLoad(load, contestants, harness);
  expect(orders.map(({ of }) => of).join('')).toBe('abccbaabccba');
});

test.each(['quick', 'full'] as const)(
  'the first rounds of the %s form warm up, and count for nothing',
  async (form) => {
    const { harness, orders } = createHarness(form);
    const rows = await measureLoad(load, contestants, harness);
    expect(orders.length).toBe((WARM_UP_ROUNDS[form] + 3) * contestants.length);
    for (const { name, rounds } of rows) {
      expect(rounds.length).toBe(3);
      const asked = orders
        .flatMap(({ of }, at) => (of === name ? [at] : []))
        .slice(WARM_UP_ROUNDS[form]);
      expect(rounds.map(({ p50_ms }) => p50_ms)).toEqual(asked);
    }
  },
);

test('in a round everyone is asked the same, in each round something else', async () => {
  const { harness, orders } = createHarness('quick');
  await measureLoad(load, contestants, harness);
  const rounds = Object.values(Object.groupBy(orders, ({ seed }) => seed));
  expect(rounds.length).toBe(4);
  for (const round of rounds) {
    expect(round?.map(({ url }) => url).toSorted()).toEqual(['http://a', 'http://b', 'http://c']);
    expect(new Set(round?.map(({ of, url, ...order }) => JSON.stringify(order))).size).toBe(1);
  }
});

test('the fresh names of a round are those after the last ones', async () => {
  const { harness, orders } = createHarness('quick');
  await measureLoad(load, contestants, harness);
  await measureLoad(load, contestants, harness);
  const named = [...new Set(orders.map((order) => order.named))];
  expect(named).toEqual([0, 2, 4, 6, 8, 10, 12, 14]);
});

test('the quick form makes a fiftieth of the requests', async () => {
  const { harness, orders } = createHarness('quick');
  await measureLoad(load, contestants, harness);
  expect(new Set(orders.map(({ requests }) => requests))).toEqual(new Set([2]));
});

test('processor time is of one request, and beside that of the baseline', async () => {
  const { harness } = createHarness();
  const rows = await measureLoad(load, contestants, harness);
  const [a, b] = rows.map(({ figures }) => figures);
  expect(b?.['times_baseline']).toBe(1);
  expect(a?.['times_baseline']).toBeGreaterThan(0);
  expect(a?.['processor_us']).toBeGreaterThan(0);
  expect(a?.['requests_per_second']).toBe(50);
});

test('without its baseline a row has no ratio', async () => {
  const { harness } = createHarness();
  const rows = await measureLoad(load, contestants.slice(0, 1), harness);
  expect(rows[0]?.figures).not.toHaveProperty('times_baseline');
});

/** A load of two seconds that nobody waits for; its p50 tells which one it was. */
function createHarness(form: Harness['form'] = 'full') {
  const orders: LoadOrder[] = [];
  let named = 0;
  const harness = {
    form,
    rounds: 3,
    takeNames(count: number) {
      named += count;
      return named - count;
    },
    load: {
      async run(order: LoadOrder) {
        orders.push(order);
        return { requests: order.requests, seconds: 2, p50_ms: orders.length - 1, p99_ms: 9 };
      },
    },
  };
  return { orders, harness: harness as unknown as Harness };
}
