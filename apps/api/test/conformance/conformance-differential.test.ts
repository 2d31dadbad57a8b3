import { createMockTarget, differential, type Target } from '@portal/conformance';
import { createMock } from '@portal/mocks';
import { expect, test } from 'vitest';
import { createApiTarget, startApiTarget } from './conformance-targets.ts';

const REQUESTS = 1000;
/** Statuses that so many requests meet many times over. */
const MET = [200, 207, 400, 401, 403, 404, 405, 415];

test('the API and the live mock answer a thousand generated requests alike', async () => {
  await using api = await startApiTarget();
  const { seed, requests, statuses, difference } = await differential(api, createLiveMock(), {
    requests: REQUESTS,
  });
  expect(difference, `repeat it with the seed ${seed}`).toBeUndefined();
  expect(requests).toBeGreaterThanOrEqual(REQUESTS);
  expect(Object.keys(statuses).map(Number)).toEqual(expect.arrayContaining(MET));
});

test.for<readonly [string, (text: string, request: Request) => string]>([
  ['forgets what it was told', forgetNames],
  [
    'lets two have one name',
    (text) => text.replace('{"username":"username is already taken"}', 'null'),
  ],
  ["words a field's error otherwise", (text) => text.replace('at least 3', 'at least three')],
  ['adds a key', (text) => text.replace('"errors":', '"warnings":[],"errors":')],
  [
    'orders keys otherwise',
    (text) => text.replace(/^\{"id":(\d+),("username":"[^"]*"),/, '{$2,"id":$1,'),
  ],
])('an implementation that %s is told from the API', async ([, change]) => {
  await using api = await createApiTarget();
  const mock = createLiveMock();
  const broken: Target = {
    ...mock,
    async fetch(request, cookie) {
      const response = await mock.fetch(request, cookie);
      const text = await response.text();
      return new Response(text && change(text, request), response);
    },
  };
  const { difference } = await differential(api, broken, { seed: 1, requests: REQUESTS });
  expect(difference).toContain('equal answers');
});

function forgetNames(text: string, { method }: Request): string {
  return method === 'GET'
    ? text.replace(/"username":"newname"/i, '"username":"exampleuser"')
    : text;
}

function createLiveMock(): Target {
  const mock = createMock({ mode: 'live' });
  const fetch: Target['fetch'] = (request, cookie) => mock.fetch(request, cookie);
  return createMockTarget({ url: 'http://portal.test', mode: 'live', hasSocket: false, fetch });
}
