import { expect, test } from 'vitest';
import { toTerminal } from './to-terminal.ts';

test.each([
  ['\u001b[2Jgone', '\\u{1b}[2Jgone'],
  ['\u009b31mred', '\\u{9b}31mred'],
  ['a\rb', 'a\\u{d}b'],
  ['a\u202eb', 'a\\u{202e}b'],
  ['a\u2028b', 'a\\u{2028}b'],
  ['two\nlines', 'two\nlines'],
  ['Ünïcode 🦉', 'Ünïcode 🦉'],
])('%j reaches a terminal as %j', (text, shown) => {
  expect(toTerminal(text)).toBe(shown);
});
