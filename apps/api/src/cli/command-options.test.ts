import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import { parseCount, parseHttpUrl, parseTime } from './command-options.ts';

test.each([
  ['1', 1],
  ['0010', 10],
  ['1000000000', 1_000_000_000],
])('%s is a count', (text, count) => {
  expect(parseCount(text)).toBe(count);
});

test.each(['0', '-1', '1.5', '1e3', '0x10', '', ' 1', '1 ', 'one', '1000000001', '٣', 'Infinity'])(
  '%j is no count',
  (text) => {
    expect(() => parseCount(text)).toThrow(
      new InvalidArgumentError('It must be a whole number from 1 to 1000000000.'),
    );
  },
);

test.each([
  ['2026-03-19T12:00:00Z', '2026-03-19T12:00:00Z'],
  ['2026-03-19T12:00Z', '2026-03-19T12:00:00Z'],
  ['2026-03-19T12:00:00.999Z', '2026-03-19T12:00:00Z'],
  ['2026-03-19T01:30:00+02:00', '2026-03-18T23:30:00Z'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
  ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00Z'],
  ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
])('%s is the moment %s', (text, moment) => {
  expect(parseTime(text)).toBe(moment);
});

test.each([
  '2026-03-19',
  '2026-03-19T12:00:00',
  '2026-03-19 12:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2025-02-29T00:00:00Z',
  '2026-04-31T23:59:59+00:00',
  '2026-03-19T25:00:00Z',
  '2026-03-19T12:61:00Z',
  '0000-01-01T00:00:00+01:00',
  '1969-12-31T23:59:59Z',
  '9999-12-31T23:59:59-01:00',
  'yesterday',
  '1773921600',
  '',
])('%j is no moment', (text) => {
  expect(() => parseTime(text)).toThrow(
    new InvalidArgumentError('It must be a time such as 2026-03-19T12:00:00Z.'),
  );
});

test.each(['https://cdn.example/a.png', 'http://localhost:8080/a?b=c#d'])('%s is a URL', (text) => {
  expect(parseHttpUrl(text)).toBe(text);
});

test.each([
  'cdn.example/a.png',
  '//cdn.example/a.png',
  'ftp://cdn.example/a.png',
  'javascript:alert(1)',
  'data:image/png;base64,AA==',
  'https://',
  'https://a b/',
  '',
])('%j is no URL of an avatar', (text) => {
  expect(() => parseHttpUrl(text)).toThrow(
    new InvalidArgumentError('It must be an http or https URL.'),
  );
});
