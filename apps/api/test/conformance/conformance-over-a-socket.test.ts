import { conformanceCases } from '@portal/conformance';
import { testConformance } from '@portal/conformance/vitest';
import { describe, expect, test } from 'vitest';
import { startApiTarget } from './conformance-targets.ts';

testConformance('the API over a socket', startApiTarget, {
  skips: {
    'it answers by the rules, and never from the examples': ['examples, by default'],
    'no example can be asked for by name': ['examples, asked for by name'],
    'no request unlinks a platform': ['examples, in the population'],
    'the address would have to be over its limit': ['examples, in the population'],
    'the server would have to have a bug': ['examples, in the population'],
    'the database would have to be full or busy': ['examples, in the population'],
    'no session of it has a world of its own': ['what sessions see of each other'],
    'its request limit is not to be used up': ['the server'],
  },
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
