import { expect, test } from 'vitest';
import { findHeader, parseAnswer } from './parse-answer.ts';

const options = { hasBody: true, ended: false };
const whole = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: b\r\n\r\n{}';

test('an answer is its status, headers and body, and what follows is left', () => {
  const parsed = parseAnswer(Buffer.from(`${whole}HTTP/1.1 404`), options);
  expect(parsed).toMatchObject({ length: whole.length, answer: { status: 200, body: '{}' } });
  expect(parsed && findHeader(parsed.answer, 'x-a')).toBe('b');
});

test('an answer that is not whole yet is none', () => {
  for (let length = 0; length < whole.length; length++) {
    expect(parseAnswer(Buffer.from(whole.slice(0, length)), options)).toBeUndefined();
  }
});

test('what is said before the answer is passed over', () => {
  const bytes = Buffer.from(`HTTP/1.1 100 Continue\r\n\r\n${whole}`);
  expect(parseAnswer(bytes, options)).toMatchObject({
    length: bytes.length,
    answer: { status: 200, body: '{}' },
  });
});

test('chunks are put together', () => {
  const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
  const bytes = Buffer.from(`${head}3\r\n{"a\r\n4\r\n":1}\r\n0\r\n\r\n`);
  expect(parseAnswer(bytes, options)?.answer.body).toBe('{"a":1}');
  expect(parseAnswer(bytes.subarray(0, -1), options)).toBeUndefined();
});

test('an answer without a length lasts until the end', () => {
  const bytes = Buffer.from('HTTP/1.0 200 OK\r\n\r\n{}'.replace('1.0', '1.1'));
  expect(parseAnswer(bytes, options)).toBeUndefined();
  expect(parseAnswer(bytes, { hasBody: true, ended: true })?.answer.body).toBe('{}');
});

test('an answer to HEAD has no body, whatever its length says', () => {
  const bytes = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n');
  expect(parseAnswer(bytes, { hasBody: false, ended: false })?.answer.body).toBe('');
});
