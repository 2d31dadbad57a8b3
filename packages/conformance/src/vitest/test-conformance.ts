import { describe, expect, test } from 'vitest';
import { conformanceCases } from '../cases/conformance-cases.ts';
import { type ContractTable, contractTable } from '../contract-table.ts';
import { findReasonToSkip } from '../needs.ts';
import type { Target } from '../target.ts';

/** The reasons why a target is not sent some cases, each by the groups of the cases. */
export type SkipReasons = Readonly<Record<string, readonly string[]>>;

export interface ConformanceOptions {
  readonly skips: SkipReasons;
  /** The operations to check. @default the contract's */
  readonly table?: ContractTable;
}

/** One test for each case of the suite; the reasons for skips must be exactly those expected. */
export function testConformance(
  name: string,
  start: () => Promise<Target & AsyncDisposable>,
  { skips, table = contractTable }: ConformanceOptions,
): void {
  const it = test
    .extend('starter', { scope: 'file' }, () => ({ start }))
    .extend('target', { scope: 'file' }, async ({ starter }, { onCleanup }) => {
      const target = await starter.start();
      onCleanup(() => target[Symbol.asyncDispose]());
      return target;
    });
  const cases = conformanceCases(table).map((one) => [`${one.group}: ${one.name}`, one] as const);

  describe(name, () => {
    it.for(cases)('%s', async ([, one], { target, skip }) => {
      const reason = findReasonToSkip(one.needs, target);
      skip(reason !== undefined, reason);
      await one.run(target);
    });

    it('skips cases for the expected reasons only', ({ target }) => {
      const found = new Set(
        cases.flatMap(([, { group, needs }]) => {
          const reason = findReasonToSkip(needs, target);
          return reason === undefined ? [] : [`${reason}: ${group}`];
        }),
      );
      const expected = Object.entries(skips).flatMap(([reason, groups]) =>
        groups.map((group) => `${reason}: ${group}`),
      );
      expect([...found].sort()).toEqual(expected.sort());
    });
  });
}
