import { MAX_BODY_SIZE } from '@portal/contract';
import fc from 'fast-check';
import { toPadding } from '../client/request-causing.ts';
import { arbitraryAvatarSource, arbitraryName } from './arbitrary-text.ts';

/** A JSON value of the wrong type for a field. */
const wrongType: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    0,
    5,
    -1,
    1e300,
    true,
    false,
    [],
    {},
    ['newname'],
    { length: 5 },
    { toString: 'abc' },
  ),
  fc.jsonValue({ maxDepth: 2 }).filter((value) => typeof value !== 'string'),
);

const unknownKeys: fc.Arbitrary<Record<string, unknown>> = fc.dictionary(
  fc.constantFrom(
    'id',
    'permission_level',
    'Username',
    'updated_at',
    'errors',
    'constructor',
    'a b',
    '',
  ),
  fc.jsonValue({ maxDepth: 1 }),
  { maxKeys: 2 },
);

/** An update: each field valid, wrong, null or missing, beside keys that nobody knows. */
export const arbitraryUpdate: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    fc.record(
      {
        username: fc.oneof({ weight: 4, arbitrary: arbitraryName }, wrongType, fc.constant(null)),
        avatar_source: fc.oneof(
          { weight: 4, arbitrary: arbitraryAvatarSource },
          wrongType,
          fc.constant(null),
        ),
      },
      { requiredKeys: [] },
    ),
    fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: unknownKeys }),
  )
  .map(([fields, others]) => ({ ...others, ...fields }));

/** The text of a body, which mostly is an update, and otherwise something that is none. */
export const arbitraryBody: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: arbitraryUpdate.map((update) => JSON.stringify(update)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '{',
      '{}{}',
      '[]',
      '[{}]',
      'null',
      'true',
      '5',
      '"username"',
      '{"username":}',
      "{'username':'newname'}",
      '{"username":"newname"}//',
      '\uFEFF{}',
      ' {"username": "newname"} ',
      '{"username":"ab","username":"twice"}',
      '{"__proto__":{"username":"newname"}}',
      '{"username":"\\u006eewname"}',
    ),
  },
  { weight: 1, arbitrary: fc.json({ maxDepth: 2 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(MAX_BODY_SIZE - 1, MAX_BODY_SIZE, MAX_BODY_SIZE + 1).map(toPadding),
  },
);
