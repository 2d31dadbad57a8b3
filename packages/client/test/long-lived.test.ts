import { execFile } from 'node:child_process';
import { getEventListeners } from 'node:events';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { createPortalClient } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { toValue } from './scripted-server.ts';

const CALLS = 10_000;
const AT_ONCE = 100;
const run = promisify(execFile);

describe('after ten thousand calls with one signal', () => {
  test.each([
    ['that were answered', async () => Response.json(Array(10).fill(toValue('me')))],
    ['that failed', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('nothing is left of those %s', async (_name, respond) => {
    const { signal } = new AbortController();
    const kept: WeakRef<object>[] = [];
    const fetch = async (_url: string, init: RequestInit) => {
      if (init.signal) kept.push(new WeakRef(init.signal));
      return respond();
    };
    const portal = createPortalClient({ url: 'http://portal.test', retries: 0, fetch });
    for (let made = 0; made < CALLS; made += AT_ONCE) {
      const calls = Array.from({ length: AT_ONCE }, () =>
        portal.users.me.query(undefined, { signal }),
      );
      await Promise.allSettled(calls);
    }
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(kept.length).toBe(CALLS / 10);
    await expect.poll(() => countAlive(kept)).toBeLessThan(CALLS / 100);
  });
});

describe('a program', () => {
  const setUp = `
    import { createPortalClient } from ${JSON.stringify(import.meta.resolve('../src/index.ts'))};
    const fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    const url = 'http://portal.test';
  `;

  test('whose every call is handled is left no rejection, whichever way they fail', async () => {
    const { stdout } = await runProgram(`${setUp}
      process.on('unhandledRejection', (reason) => console.log('unhandled', reason));
      const late = new Promise(() => {});
      const clients = [
        createPortalClient({ url, fetch, retries: 1 }),
        createPortalClient({ url, fetch: () => late, timeout: 30 }),
        createPortalClient({ url, fetch: async () => new Response('<h1>'), onError() {} }),
        createPortalClient({ url, fetch, session: () => Promise.reject(new Error('none')) }),
        createPortalClient({ url, fetch: async () => Response.json([]) }),
      ];
      const controller = new AbortController();
      const { signal } = controller;
      const calls = clients.flatMap((portal) => [
        portal.users.me.query(),
        portal.users.me.query(undefined, { signal }),
        portal.users.updateMe.mutate({}),
        portal.users.me.query(undefined, { signal: AbortSignal.timeout(10) }),
      ]);
      setTimeout(() => controller.abort(), 5);
      const settled = await Promise.allSettled(calls);
      await new Promise((resolve) => setTimeout(resolve, 100));
      console.log(settled.filter(({ reason }) => reason?.name === 'PortalError').length);
    `);
    expect(stdout).toBe('20\n');
  });

  test('ends by itself when its calls have ended', async () => {
    const { stdout } = await runProgram(`${setUp}
      const portal = createPortalClient({ url, fetch, timeout: 2 ** 30, retries: 0 });
      await portal.users.me.query().catch(({ kind }) => console.log(kind));
    `);
    expect(stdout).toBe('network\n');
  });

  test('hears of an onError that throws, and its call fails as it would', async () => {
    const { stdout } = await runProgram(`${setUp}
      process.on('uncaughtException', ({ message }) => console.log('uncaught', message));
      const onError = () => { throw new Error('the log is full'); };
      const portal = createPortalClient({ url, fetch, onError, retries: 0 });
      await portal.users.me.query().catch(({ kind }) => console.log(kind));
    `);
    expect(stdout.split('\n').sort()).toEqual(['', 'network', 'uncaught the log is full']);
  });
});

test('a signal that outlives its call aborts nothing afterwards', async () => {
  const controller = new AbortController();
  const signals: AbortSignal[] = [];
  const fetch = async (_url: string, { signal }: RequestInit) => {
    if (signal) signals.push(signal);
    return Response.json([toValue('me')]);
  };
  const portal = createPortalClient({ url: 'http://portal.test', fetch });
  expect(await portal.users.me.query(undefined, controller)).toBe('me');
  controller.abort();
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  expect((await failureOf(portal.users.me.query(undefined, controller))).kind).toBe('aborted');
});

function runProgram(source: string) {
  return run(process.execPath, ['--input-type=module', '--eval', source]);
}

function countAlive(kept: readonly WeakRef<object>[]): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return kept.filter((item) => item.deref() !== undefined).length;
}
