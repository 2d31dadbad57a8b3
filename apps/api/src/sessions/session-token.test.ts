import { expect, test } from 'vitest';
import {
  createSessionToken,
  hashSessionToken,
  isSessionToken,
  tokenSuffix,
} from './session-token.ts';

test('a token is 256 bits in lower-case hexadecimal, and another each time', () => {
  const tokens = Array.from({ length: 1000 }, createSessionToken);
  for (const token of tokens) expect(token).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(tokens).size).toBe(tokens.length);
});

test('each of the 256 bits is on about as often as off', () => {
  const counts = Array<number>(256).fill(0);
  for (let token = 0; token < 400; token += 1) {
    const bits = BigInt(`0x${createSessionToken()}`).toString(2).padStart(256, '0');
    for (const [at, bit] of [...bits].entries()) counts[at] = (counts[at] ?? 0) + Number(bit);
  }
  // The limits are ten standard deviations around 200: a constant bit fails, chance does not.
  expect(Math.min(...counts)).toBeGreaterThan(100);
  expect(Math.max(...counts)).toBeLessThan(300);
});

test('what is created is a token', () => {
  expect(isSessionToken(createSessionToken())).toBe(true);
});

const TOKEN = '0123456789abcdef'.repeat(4);

test.each([
  '',
  TOKEN.slice(1),
  `${TOKEN}0`,
  TOKEN.toUpperCase(),
  `${TOKEN}\n`,
  ` ${TOKEN}`,
  TOKEN.replace('0', 'g'),
  TOKEN.replace('0', '٠'),
])('%j is no token', (text) => {
  expect(isSessionToken(text)).toBe(false);
});

test('the hash is SHA-256, in hexadecimal', () => {
  // The vector of FIPS 180-2 for "abc".
  expect(hashSessionToken('abc')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

test('the suffix is the last 6 characters', () => {
  expect(tokenSuffix(TOKEN)).toBe('abcdef');
});
