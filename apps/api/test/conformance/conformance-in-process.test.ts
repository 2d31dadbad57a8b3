import { findNeedlessIgnoredPaths } from '@portal/conformance';
import { testConformance } from '@portal/conformance/vitest';
import { expect, test } from 'vitest';
import { createApiTarget } from './conformance-targets.ts';

testConformance('the API in process', createApiTarget, {
  skips: {
    'it answers by the rules, and never from the examples': ['examples, by default'],
    'no example can be asked for by name': ['examples, asked for by name'],
    'no request unlinks a platform': ['examples, in the population'],
    'the address would have to be over its limit': ['examples, in the population'],
    'the server would have to have a bug': ['examples, in the population'],
    'the database would have to be full or busy': ['examples, in the population'],
    'no session of it has a world of its own': ['what sessions see of each other'],
    'it is asked without the server that judges request targets': [
      'examples, in the population',
      'the server',
    ],
    'no socket lies before it': ['the server'],
    'its request limit is not to be used up': ['the server'],
  },
});

test('no path of an example is ignored without need', async () => {
  await using target = await createApiTarget();
  expect(await findNeedlessIgnoredPaths(target)).toEqual([]);
});
