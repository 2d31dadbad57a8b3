import { expect, test } from 'vitest';
import { collectOrigin, parseHost, parsePort } from './command-options.ts';

test.each([
  ['0', 0],
  ['4010', 4010],
  ['65535', 65_535],
])('%s is a port', (text, port) => {
  expect(parsePort(text)).toBe(port);
});

test.each(['', '-1', '65536', '80.5', '4e3', '0x50', ' 80', 'http'])('%j is no port', (text) => {
  expect(() => parsePort(text)).toThrow('It must be a whole number from 0 to 65535.');
});

test('a host is anything but nothing, which would be every address', () => {
  expect(parseHost('::1')).toBe('::1');
  expect(() => parseHost('')).toThrow('It must be an address such as 127.0.0.1.');
});

test('origins are collected in their order', () => {
  const first = collectOrigin('https://app.example', []);
  expect(collectOrigin('http://app.example:8080', first)).toEqual([
    'https://app.example',
    'http://app.example:8080',
  ]);
});

test.each([
  '*',
  'null',
  '',
  'app.example',
  'https://app.example/',
  'https://app.example/path',
  'https://APP.example',
  'https://app.example:443',
  'ftp://app.example',
  'javascript:alert(1)',
])('%j is no origin as browsers write it', (text) => {
  expect(() => collectOrigin(text, [])).toThrow(
    'It must be an origin such as https://app.example.',
  );
});
