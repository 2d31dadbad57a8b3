import { describe, expect, test } from 'vitest';
import { conformanceCases } from '../cases/conformance-cases.ts';
import { findReasonToSkip } from '../needs.ts';
import type { Target } from '../target.ts';

/** How many cases a target cannot be asked, by reason. */
export type Skips = Readonly<Record<string, number>>;

/** One test for each case of the suite; what is skipped says why, and is no more than what is expected. */
export function testConformance(
  name: string,
  start: () => Promise<Target & AsyncDisposable>,
  expectedSkips: Skips,
): void {
  const it = test
    .extend('starter', { scope: 'file' }, () => ({ start }))
    .extend('target', { scope: 'file' }, async ({ starter }, { onCleanup }) => {
      const target = await starter.start();
      onCleanup(() => target[Symbol.asyncDispose]());
      return target;
    });
  const cases = conformanceCases().map((one) => [`${one.group}: ${one.name}`, one] as const);

  describe(name, () => {
    it.for(cases)('%s', async ([, one], { target, skip }) => {
      const reason = findReasonToSkip(one.needs, target);
      skip(reason !== undefined, reason);
      await one.run(target);
    });

    it('is asked everything but what it cannot be', ({ target }) => {
      const skips: Record<string, number> = {};
      for (const [, { needs }] of cases) {
        const reason = findReasonToSkip(needs, target);
        if (reason !== undefined) skips[reason] = (skips[reason] ?? 0) + 1;
      }
      expect(skips).toEqual(expectedSkips);
    });
  });
}
