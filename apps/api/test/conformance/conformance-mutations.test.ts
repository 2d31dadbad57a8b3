import {
  ConformanceFailure,
  conformanceCases,
  findReasonToSkip,
  type Target,
} from '@portal/conformance';
import { expect, test } from 'vitest';
import { mutate, mutations } from './conformance-mutations.ts';
import { createApiTarget } from './conformance-targets.ts';

test('the suite passes on the API as it is, through the same hands', async () => {
  await using api = await createApiTarget();
  const untouched = mutate(api, { spoil: () => {} });
  const groups = new Set(mutations.map(({ caughtBy }) => caughtBy));
  for (const group of groups) expect(await findFailure(untouched, group), group).toBeUndefined();
});

test.for(mutations)('the suite notices when $what', async ({ spoil, caughtBy }) => {
  await using api = await createApiTarget();
  expect(await findFailure(mutate(api, { spoil }), caughtBy)).toBeInstanceOf(ConformanceFailure);
});

/** What the first case of a group that fails has to say. */
async function findFailure(target: Target, group: string): Promise<unknown> {
  const cases = conformanceCases().filter((one) => one.group === group);
  const asked = cases.filter(({ needs }) => findReasonToSkip(needs, target) === undefined);
  for (const one of asked) {
    const failure = await one.run(target).catch((error: unknown) => error);
    if (failure !== undefined) return failure;
  }
  return undefined;
}
