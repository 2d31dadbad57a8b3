import { expect, test } from 'vitest';
import { checkAnswers } from '../src/answers/check-answers.ts';
import type { Implementation } from '../src/implementation.ts';
import { startServer } from '../src/processes/start-server.ts';
import type { useWorld } from './use-world.ts';

/** Holds each implementation to the check of its answers, on a file of its own. */
export function testAnswers(
  implementations: readonly Implementation[],
  copies: ReturnType<typeof useWorld>,
): void {
  test.each(implementations)(
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
}
