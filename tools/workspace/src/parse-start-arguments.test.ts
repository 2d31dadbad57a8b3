import { expect, test } from 'vitest';
import { parseStartArguments } from './parse-start-arguments.ts';

test.each([
  [
    ['--mock-port', '4011', '--port', '3001'],
    ['--port', '4011'],
    ['--port', '3001'],
  ],
  [['--port=3001', '--mock-port=4011'], ['--port=4011'], ['--port=3001']],
  [['--db', 'a.db'], [], ['--db', 'a.db']],
  [['--mock-port'], ['--port'], []],
])('%j gives the mock %j and the demo %j', (given, mockArguments, demoArguments) => {
  expect(parseStartArguments(given)).toEqual({ mockArguments, demoArguments });
});
