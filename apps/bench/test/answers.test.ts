import { expect, test } from 'vitest';
import { checkAnswers } from '../src/answers/check-answers.ts';
import { implementations } from '../src/implementations.ts';
import { startServer } from '../src/processes/start-server.ts';
import { useWorld } from './use-world.ts';

const copies = useWorld({ users: 200, seed: 1 });
const there = implementations.filter(({ install }) => install === undefined);

test.each(there)(
  '$name answers as it must, and ends when it is told to',
  async (implementation) => {
    const { signal } = new AbortController();
    const database = await copies.next();
    await using server = await startServer(implementation, { database, signal });
    const { checked, wrong } = await checkAnswers(implementation, server.url, copies.world);
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(0);
    expect(await server.stop()).toBe(0);
  },
);
