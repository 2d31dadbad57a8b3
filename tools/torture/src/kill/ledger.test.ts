import { describe, expect, test } from 'vitest';
import { createLedger, judgeLedger } from './ledger.ts';

const user = { id: 1, username: 'writer1', cookie: 'psession=a' };

describe('a ledger', () => {
  test.each([
    {
      finds: 'the last acknowledged name',
      told: { acknowledged: 4, unknown: undefined },
      stored: 'writer1-4',
      found: {},
    },
    {
      finds: 'the name nobody has changed',
      told: { acknowledged: 0, unknown: undefined },
      stored: 'writer1',
      found: {},
    },
    {
      finds: 'the last acknowledged name, and the next one is unheard of',
      told: { acknowledged: 4, unknown: 5 },
      stored: 'writer1-4',
      found: {},
    },
    {
      finds: 'the name whose answer never came',
      told: { acknowledged: 4, unknown: 5 },
      stored: 'writer1-5',
      found: { storedUnheard: 1 },
    },
    {
      finds: 'an older name',
      told: { acknowledged: 4, unknown: 5 },
      stored: 'writer1-3',
      found: { lost: 1 },
    },
    {
      finds: 'the last refused name',
      told: { acknowledged: 4, unknown: undefined, refused: 6 },
      stored: 'writer1-6',
      found: { storedRefused: 1 },
    },
    {
      finds: 'a name refused before the last acknowledged one',
      told: { acknowledged: 4, unknown: undefined, refused: 3 },
      stored: 'writer1-3',
      found: { lost: 1 },
    },
    {
      finds: 'the first name',
      told: { acknowledged: 4, unknown: undefined },
      stored: 'writer1',
      found: { lost: 1 },
    },
    {
      finds: 'a name that was never asked for',
      told: { acknowledged: 4, unknown: undefined },
      stored: 'somebody',
      found: { phantoms: 1 },
    },
    {
      finds: 'no such user',
      told: { acknowledged: 4, unknown: undefined },
      stored: '',
      found: { phantoms: 1 },
    },
  ])('finds $finds', ({ told, stored, found }) => {
    const [line] = createLedger([user]);
    if (line === undefined) return expect.unreachable();
    Object.assign(line, told);
    const none = { lost: 0, phantoms: 0, storedUnheard: 0, storedRefused: 0 };
    expect(judgeLedger([line], () => stored)).toEqual({ ...none, ...found });
  });

  test('goes on from what turned out to be stored', () => {
    const [line] = createLedger([user]);
    if (line === undefined) return expect.unreachable();
    Object.assign(line, { acknowledged: 4, unknown: 5 });
    judgeLedger([line], () => 'writer1-5');
    expect(line).toMatchObject({ acknowledged: 5, unknown: undefined });
  });
});
