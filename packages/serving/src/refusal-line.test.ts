import { expect, test } from 'vitest';
import { toRefusalLine } from './refusal-line.ts';

test('a refusal is one line, whatever it repeats', () => {
  expect(toRefusalLine('portal', '\u001b[2Jno such user: a\r\n\tb\u0085 ')).toBe(
    'portal: [2Jno such user: a b\n',
  );
});
