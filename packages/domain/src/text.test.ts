import { expect, test } from 'vitest';
import { countCodePoints } from './text.ts';

test('text is counted in code points', () => {
  expect(countCodePoints('', 64)).toBe(0);
  expect(countCodePoints('a\u{1F98A}\ud800', 64)).toBe(3);
});

test('counting stops one past the limit', () => {
  expect(countCodePoints('abc', 3)).toBe(3);
  expect(countCodePoints('a'.repeat(1000), 3)).toBe(4);
});
