import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findSessionToken } from './session-cookie.ts';

const TOKEN = '0123456789abcdef'.repeat(4);
const OTHER = 'f'.repeat(64);

test.each([
  `psession=${TOKEN}`,
  `psession=${TOKEN};`,
  `; psession=${TOKEN}`,
  `a=1; psession=${TOKEN}; b=2`,
  `a=1;psession=${TOKEN};b=2`,
  `\tpsession=${TOKEN}  `,
  `Psession=${OTHER}; PSESSION=x; psession=${TOKEN}`,
  `psession2=${OTHER}; xpsession=${OTHER}; psession=${TOKEN}`,
  `__Host-psession=${OTHER}; psession=${TOKEN}`,
  `a="; psession=${TOKEN}`,
  `a=psession=${OTHER}; psession=${TOKEN}`,
  `psession; psession=${TOKEN}`.slice('psession; '.length),
])('%s names the token', (header) => {
  expect(findSessionToken(header)).toBe(TOKEN);
});

test.each([
  undefined,
  '',
  ';',
  '=',
  'psession',
  'psession=',
  `=${TOKEN}`,
  `${TOKEN}`,
  `psession =${TOKEN}`,
  `psession= ${TOKEN}`,
  `psession="${TOKEN}"`,
  `psession=%30${TOKEN.slice(1)}`,
  `psession=${TOKEN.toUpperCase()}`,
  `psession=${TOKEN.slice(1)}`,
  `psession=${TOKEN}0`,
  `psession=${TOKEN}\0`,
  `psession=${TOKEN}=`,
  `psession=${TOKEN},psession=${TOKEN}`,
  `psession:${TOKEN}`,
  `Psession=${TOKEN}`,
])('%j names no token', (header) => {
  expect(findSessionToken(header)).toBeUndefined();
});

test.each([
  `psession=${TOKEN}; psession=${TOKEN}`,
  `psession=${TOKEN}; psession=${OTHER}`,
  `psession=${TOKEN}; psession=`,
  `psession; psession=${TOKEN}`,
  `psession=${TOKEN}; a=1; psession=x`,
])('of more than one session cookie none is believed: %s', (header) => {
  expect(findSessionToken(header)).toBeUndefined();
});

test('of any header, a token is found or nothing is', () => {
  const part = fc.oneof(
    fc.constantFrom('psession', '=', ';', '; ', ' ', '"', ',', TOKEN, OTHER, 'a=1'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      expect([TOKEN, OTHER, undefined]).toContain(findSessionToken(parts.join('')));
    }),
  );
});
