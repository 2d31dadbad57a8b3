import { toTimestamp } from '@portal/domain';
import { expect, test } from 'vitest';
import { TimestampSchema } from './timestamp-schema.ts';

test.each(['2026-03-19T12:00:00Z', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])(
  'lets %s through',
  (text) => {
    expect(TimestampSchema.parse(text)).toBe(text);
  },
);

test.each([0, 951_782_400_000, 1_773_921_600_999, Number.MAX_SAFE_INTEGER])(
  'lets through what the domain makes of %d milliseconds',
  (milliseconds) => {
    expect(TimestampSchema.safeParse(toTimestamp(milliseconds)).success).toBe(true);
  },
);

test.each([
  '2026-03-19T12:00:00.000Z',
  '2026-03-19T12:00Z',
  '2026-03-19T12:00:00+00:00',
  '2026-03-19T12:00:00',
  '2026-03-19 12:00:00Z',
  '2026-02-30T12:00:00Z',
  '2026-03-19',
  ' 2026-03-19T12:00:00Z',
  '2026-03-19T12:00:00Z\n',
  '',
  null,
  1_773_921_600,
])('refuses %j', (value) => {
  expect(TimestampSchema.safeParse(value).success).toBe(false);
});
