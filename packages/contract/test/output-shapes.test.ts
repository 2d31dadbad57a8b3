import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { documentedPayloads } from '../src/documented/documented-payloads.ts';
import { detailExample } from '../src/users/detail-example.ts';
import { UserDetailResponse, UserProfileResponse } from '../src/users/profile-schemas.ts';
import { CurrentUserResponse, UserPublicResponse } from '../src/users/user-schemas.ts';
import { collectShapes, contractShapes } from './reachable-shapes.ts';

const publicKeys = ['id', 'username', 'avatar_url', 'subscription_tier'];
const privateKeys = [
  'state',
  'permission_level',
  'subscription_expires_at',
  'subscription_granted_by',
  'last_activity_at',
  'permission_since',
  'avatar_source',
  'linked_platforms',
];
const historyKeys = [
  'moderation_actions',
  'chats',
  'bots',
  'subscription_history',
  'permission_history',
  'session_history',
];

/** What rows and services know and no caller may see. */
const secrets = { username_key: 'SECRET', token_hash: 'SECRET', sanctions: ['SECRET'] };

const publicExample = documentedPayloads['users.profile'].payload;
const objects = collectShapes(contractShapes).flatMap((shape) => {
  const { id, examples = [] } = shape.meta() ?? {};
  const [example] = examples as unknown[];
  return shape instanceof z.ZodObject && id !== undefined ? [[id, shape, example] as const] : [];
});

/** All but the two whose fields are there only when they are given or failed. */
const complete = objects.filter(([id]) => id !== 'UpdateMeInput' && id !== 'UserFieldErrors');

test('the three views of a user have the documented keys in the documented order', () => {
  expect(Object.keys(UserPublicResponse.shape)).toEqual(publicKeys);
  expect(Object.keys(CurrentUserResponse.shape)).toEqual([
    ...publicKeys,
    ...privateKeys,
    'created_at',
    'updated_at',
  ]);
  expect(Object.keys(UserDetailResponse.shape)).toEqual([
    ...publicKeys,
    ...privateKeys,
    ...historyKeys,
  ]);
});

describe.each([
  ['as written', (shape: z.ZodType): z.ZodType => shape],
  ['compiled', (shape: z.ZodType): z.ZodType => z.compile(shape)],
])('a shape, %s,', (_name, prepare) => {
  test.each(objects)(
    'of %s drops what it does not declare, at every depth',
    (_id, shape, example) => {
      const told = prepare(shape).parse(addSecrets(example));
      expect(JSON.stringify(told)).toBe(JSON.stringify(example));
    },
  );

  test.each(complete)('of %s needs each of its fields', (_id, shape, example) => {
    const spared = Object.keys(shape.shape).filter((key) => {
      const { [key]: _, ...rest } = { ...Object(example) };
      return prepare(shape).safeParse(rest).success;
    });
    expect(spared).toEqual([]);
  });

  test('of a profile drops what a detail does not declare, and keeps the detail', () => {
    const told = prepare(UserProfileResponse).parse(addSecrets(detailExample));
    expect(JSON.stringify(told)).toBe(JSON.stringify(detailExample));
  });

  test('of a profile never adds to a public one', () => {
    const told = prepare(UserProfileResponse).parse(publicExample);
    expect(JSON.stringify(told)).toBe(JSON.stringify(publicExample));
  });

  test.each([...privateKeys, ...historyKeys])(
    'of a profile tells nothing more when only %s is there besides',
    (key) => {
      const value = detailExample[key as keyof typeof detailExample];
      const told = prepare(UserProfileResponse).parse({ ...publicExample, [key]: value });
      expect(JSON.stringify(told)).toBe(JSON.stringify(publicExample));
    },
  );

  test('of a public profile leaves four fields of a detail', () => {
    const told = prepare(UserPublicResponse).parse(detailExample) as object;
    expect(Object.keys(told)).toEqual(publicKeys);
  });

  test.each(publicKeys)('of a profile refuses one without %s', (key) => {
    const { [key]: _, ...rest } = { ...detailExample } as Record<string, unknown>;
    expect(prepare(UserProfileResponse).safeParse(rest).success).toBe(false);
  });

  test('of a detail holds at most 100 items of a history', () => {
    const [action] = detailExample.moderation_actions;
    const holding = (count: number) =>
      prepare(UserDetailResponse).safeParse({
        ...detailExample,
        moderation_actions: Array.from({ length: count }, () => action),
      }).success;
    expect([holding(100), holding(101)]).toEqual([true, false]);
  });
});

describe('a union of shapes', () => {
  const unions = collectShapes(contractShapes).filter((shape) => shape instanceof z.ZodUnion);

  test('is what a profile is, and each of its shapes is an object', () => {
    expect(unions).toEqual([UserProfileResponse]);
    const options = unions.flatMap(({ options }) => options);
    expect(options.filter((option) => !(option instanceof z.ZodObject))).toEqual([]);
  });

  test.each(unions)('tries a shape before those whose keys it has too', ({ options }) => {
    const keys = options.map((option) => Object.keys((option as z.ZodObject).shape));
    for (const [at, earlier] of keys.entries()) {
      for (const later of keys.slice(at + 1)) {
        expect(earlier.filter((key) => !later.includes(key))).not.toEqual([]);
      }
    }
  });
});

/** The same value with more keys in each of its objects. */
function addSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(addSecrets);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, addSecrets(part)]);
  return { ...secrets, ...Object.fromEntries(entries), ...secrets };
}
