import { conformanceCases } from '@portal/conformance';
import { testConformance } from '@portal/conformance/vitest';
import { describe, expect, test } from 'vitest';
import { startApiTarget } from './conformance-targets.ts';

testConformance('the API over a socket', startApiTarget, {
  'it answers by the rules, and never from the examples': 30,
  'no example can be asked for by name': 49,
  'no request unlinks a platform': 1,
  'the address would have to be over its limit': 3,
  'the server would have to have a bug': 3,
  'the database would have to be full or busy': 3,
  'no session of it has a world of its own': 2,
  'its request limit is not to be used up': 7,
});

describe('the API with a request limit', () => {
  const cases = conformanceCases()
    .filter(({ needs }) => needs.of?.includes('requests to use up'))
    .map((one) => [one.name, one] as const);

  test.for(cases)('%s', async ([, one]) => {
    await using target = await startApiTarget({ limit: 3 });
    await one.run(target);
  });

  test('is asked by every viewer', () => {
    expect(cases).toHaveLength(7);
  });
});
