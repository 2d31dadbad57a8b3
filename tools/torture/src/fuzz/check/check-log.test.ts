import { expect, test } from 'vitest';
import { toMarkedText } from '../world/marks.ts';
import { checkLog } from './check-log.ts';

const line = '{"level":"info","correlation_id":"a","status":200}';
const other = '{"level":"info","url":"http://127.0.0.1:1"}';
const clean = { broken: 0, unlogged: 0, unknown: 0, alarms: [], leaks: 0 };

test('one line for each answer, and lines of no request, are as they must be', () => {
  expect(checkLog(`${other}\n${line}\n`, ['a'])).toEqual(clean);
});

test.each([
  ['an answer without a line', other, { unlogged: 1 }],
  ['an answer with two', `${line}\n${line}`, { unlogged: 1 }],
  ['a line without an answer', `${line}\n${line.replace('"a"', '"b"')}`, { unknown: 1 }],
  ['a line cut in two', `${line}\n{"level":"in\nfo"}`, { broken: 2 }],
  [
    'a mark',
    line.replace('200', `200,"x":"${toMarkedText({ reader: 'admin', userId: 1 }, 'y')}"`),
    { leaks: 1 },
  ],
  ['a token', line.replace('200', `200,"x":"${'0a'.repeat(32)}"`), { leaks: 1 }],
])('%s is counted', (_what, log, verdict) => {
  expect(checkLog(log, ['a'])).toEqual({ ...clean, ...verdict });
});

test('a warning is found', () => {
  const warning = line.replace('info', 'warn');
  expect(checkLog(warning, ['a']).alarms).toEqual([warning]);
});
