import { documentedPayloads } from '@portal/contract';
import { expect, test } from 'vitest';
import { CORRELATION_ID, toJson } from '../../test/fake-target.ts';
import { toComparable } from './comparable.ts';

const me = documentedPayloads['users.me'].payload;
const error = { error: 'User not found', correlation_id: CORRELATION_ID };

test('the ids of two requests are alike, when each is in its own header and body', async () => {
  const one = await toComparable(toJson(error, { status: 404, id: CORRELATION_ID }));
  const id = crypto.randomUUID();
  const other = await toComparable(toJson({ ...error, correlation_id: id }, { status: 404, id }));
  expect(one).toEqual(other);
  const foreign = await toComparable(toJson(error, { status: 404 }));
  expect(foreign).not.toEqual(one);
});

test.for<readonly [string, Partial<typeof me>, boolean]>([
  ['the moment of the clock is like that of another', { updated_at: '2031-01-01T00:00:00Z' }, true],
  ['a moment of the population is no other moment', { created_at: '2031-01-01T00:00:00Z' }, false],
  ['the last activity is not compared', { last_activity_at: '2031-01-01T00:00:00Z' }, true],
  ['anything else is', { username: 'Exampleuser' }, false],
])('%s', async ([, changes, isAlike]) => {
  const before = { ...me, updated_at: '2030-01-01T00:00:00Z' };
  const one = await toComparable(toJson(before));
  const other = await toComparable(toJson({ ...before, ...changes }));
  expect(JSON.stringify(one) === JSON.stringify(other)).toBe(isAlike);
});

test.for(['Content-Type', 'Allow', 'Retry-After', 'X-Correlation-Id'])(
  'the header %s is compared',
  async (name) => {
    const one = await toComparable(toJson(me));
    const other = await toComparable(toJson(me, { headers: { [name]: 'other' } }));
    expect(other).not.toEqual(one);
  },
);

test('a body that is no JSON is compared as text', async () => {
  expect(await toComparable(new Response('<html>'))).toMatchObject({ body: '<html>' });
});
