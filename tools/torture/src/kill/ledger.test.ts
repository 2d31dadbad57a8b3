import { describe, expect, test } from 'vitest';
import { checkLedger, createLedger } from './ledger.ts';

const user = { id: 1, username: 'writer1', cookie: 'psession=a' };

describe('a ledger', () => {
  test.each([
    {
      finds: 'the last acknowledged name',
      known: { acknowledged: 4, unknown: undefined },
      stored: 'writer1-4',
      found: {},
    },
    {
      finds: 'the name nobody has changed',
      known: { acknowledged: 0, unknown: undefined },
      stored: 'writer1',
      found: {},
    },
    {
      finds: 'the last acknowledged name, and the next one is unanswered of',
      known: { acknowledged: 4, unknown: 5 },
      stored: 'writer1-4',
      found: {},
    },
    {
      finds: 'the name whose answer never came',
      known: { acknowledged: 4, unknown: 5 },
      stored: 'writer1-5',
      found: { storedUnanswered: 1 },
    },
    {
      finds: 'an older name',
      known: { acknowledged: 4, unknown: 5 },
      stored: 'writer1-3',
      found: { lost: 1 },
    },
    {
      finds: 'the last refused name',
      known: { acknowledged: 4, unknown: undefined, refused: 6 },
      stored: 'writer1-6',
      found: { storedRefused: 1 },
    },
    {
      finds: 'a name refused before the last acknowledged one',
      known: { acknowledged: 4, unknown: undefined, refused: 3 },
      stored: 'writer1-3',
      found: { lost: 1 },
    },
    {
      finds: 'the first name',
      known: { acknowledged: 4, unknown: undefined },
      stored: 'writer1',
      found: { lost: 1 },
    },
    {
      finds: 'a name that was never asked for',
      known: { acknowledged: 4, unknown: undefined },
      stored: 'somebody',
      found: { phantoms: 1 },
    },
    {
      finds: 'no such user',
      known: { acknowledged: 4, unknown: undefined },
      stored: '',
      found: { phantoms: 1 },
    },
  ])('finds $finds', ({ known, stored, found }) => {
    const [line] = createLedger([user]);
    if (line === undefined) return expect.unreachable();
    Object.assign(line, known);
    const none = { lost: 0, phantoms: 0, storedUnanswered: 0, storedRefused: 0 };
    expect(checkLedger([line], () => stored)).toEqual({ ...none, ...found });
  });

  test('goes on from what turned out to be stored', () => {
    const [line] = createLedger([user]);
    if (line === undefined) return expect.unreachable();
    Object.assign(line, { acknowledged: 4, unknown: 5 });
    checkLedger([line], () => 'writer1-5');
    expect(line).toMatchObject({ acknowledged: 5, unknown: undefined });
  });
});
