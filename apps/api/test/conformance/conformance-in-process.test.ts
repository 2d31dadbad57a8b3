import { findNeedlessLooseness } from '@portal/conformance';
import { testConformance } from '@portal/conformance/vitest';
import { expect, test } from 'vitest';
import { createApiTarget } from './conformance-targets.ts';

testConformance('the API in process', createApiTarget, {
  'it answers by the rules, and never from the examples': 30,
  'no example can be asked for by name': 49,
  'no request unlinks a platform': 1,
  'the address would have to be over its limit': 3,
  'the server would have to have a bug': 3,
  'the database would have to be full or busy': 3,
  'no session of it has a world of its own': 2,
  'it is asked without the server that judges request targets': 6,
  'no socket lies before it': 1,
  'its request limit is not to be used up': 7,
});

test('nothing of an example is left out of the comparison without need', async () => {
  await using target = await createApiTarget();
  expect(await findNeedlessLooseness(target)).toEqual([]);
});
