import { expect, test } from 'vitest';
import { decodeBody, isJsonRequest, parseJson } from './json-request.ts';

test.each([
  ['application/json', true],
  ['APPLICATION/JSON', true],
  ['application/json; charset=utf-8', true],
  ['application/json;charset="UTF-8"', true],
  ['application/json; charset=latin1', false],
  ['application/jsonp', false],
  ['text/plain;application/json', false],
  ['', false],
])('the content type %j is the one: %s', (type, expected) => {
  expect(isJsonRequest(type, 'identity')).toBe(expected);
  expect(isJsonRequest(type, 'gzip')).toBe(false);
});

test('decodes UTF-8 as it is, and nothing else', () => {
  expect(decodeBody(new TextEncoder().encode('{"é":1}'))).toBe('{"é":1}');
  for (const bytes of [[0xff], [0xef, 0xbb, 0xbf, 0x7b, 0x7d]]) {
    expect(decodeBody(Uint8Array.from(bytes))).toBeUndefined();
  }
});

test('parses JSON, and reads everything else as undefined', () => {
  expect(parseJson('[null]')).toEqual([null]);
  expect([parseJson('{'), parseJson(''), parseJson(undefined)]).toEqual(Array(3).fill(undefined));
});
