import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import { collectCookie, parseTargetUrl } from './command-options.ts';

test('cookies are collected by viewer, with whatever stands after the name', () => {
  const one = collectCookie('user=psession=abc', undefined);
  expect(collectCookie('timed_out=a=1; psession=x=y', one)).toEqual({
    user: 'psession=abc',
    timed_out: 'a=1; psession=x=y',
  });
});

test.for([
  '',
  'user',
  'user=',
  'user=abc',
  'anonymous=psession=1',
  'root=psession=1',
  'psession=1',
])('%j is no viewer and cookie, and is not repeated', (text) => {
  const collect = () => collectCookie(text);
  expect(collect).toThrow(InvalidArgumentError);
  expect(collect).toThrow('It must be a viewer and a cookie, as in admin=psession=TOKEN.');
});

test('a URL loses the slash at its end', () => {
  expect(parseTargetUrl('http://127.0.0.1:3000/')).toBe('http://127.0.0.1:3000');
  expect(parseTargetUrl('https://portal.example/api')).toBe('https://portal.example/api');
});

test.for(['', 'localhost:3000', 'ftp://portal.example', 'http://'])('%j is no URL', (text) => {
  expect(() => parseTargetUrl(text)).toThrow(InvalidArgumentError);
});
