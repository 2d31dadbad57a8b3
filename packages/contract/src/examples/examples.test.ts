import { PERMISSION_LEVELS } from '@portal/domain';
import { describe, expect, test } from 'vitest';
import { documentedPayloads } from '../documented/documented-payloads.ts';
import { type ErrorCode, errorRegistry } from '../errors/error-registry.ts';
import { toErrorReply } from '../errors/error-reply.ts';
import { ErrorResponse, RestrictedErrorResponse } from '../errors/error-schemas.ts';
import { operationEntries } from '../operations/operations.ts';
import { coversError } from './error-examples.ts';
import { EXAMPLE_VIEWERS, type Example, type ExampleViewer, exampleStatus } from './example.ts';
import { exampleEntries, examples } from './examples.ts';

const named = exampleEntries.map((entry) => [`${entry.operation} ${entry.name}`, entry] as const);
const CORRELATION_ID = '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11';

/** The response for each viewer without a chosen example. */
const defaults: Readonly<Record<ExampleViewer, string>> = {
  anonymous: 'authentication-required',
  user: 'documented',
  moderator: 'moderator',
  admin: 'admin',
  owner: 'owner',
  banned: 'account-banned',
  timed_out: 'account-timed-out',
};

describe.each(operationEntries)('%s', (id, { errors, documented }) => {
  const own: Readonly<Record<string, Example>> = examples[id];

  test.each([...errors])('has an example of the error %s', (code) => {
    expect(coversError(own, code)).toBe(true);
  });

  test('has examples of no error that it cannot answer with', () => {
    const codes = Object.values(own).flatMap(({ outcome }) =>
      outcome.ok ? [] : outcome.error.code,
    );
    expect(codes.filter((code) => !errors.includes(code))).toEqual([]);
  });

  test.each([...EXAMPLE_VIEWERS])('has an example for a viewer who is %s', (viewer) => {
    expect(own[defaults[viewer]]?.viewer).toBe(viewer);
  });

  test.each([...EXAMPLE_VIEWERS])('shows a viewer who is %s what becomes of them', (viewer) => {
    const { outcome } = own[defaults[viewer]] ?? {};
    const refusal = {
      anonymous: 'authentication_required',
      banned: 'account_banned',
      timed_out: 'account_timed_out',
    }[viewer as string];
    expect(outcome?.ok === false ? outcome.error.code : undefined).toBe(refusal);
  });

  test('has the documented payload for its default, as it was published', () => {
    const { outcome, source, viewer } = own['documented'] ?? {};
    expect(outcome).toEqual({ ok: true, value: documented?.payload });
    expect([source, viewer]).toEqual([documented?.source, 'user']);
  });

  test('begins with its default, so that it is the first of its status', () => {
    expect(Object.keys(own)[0]).toBe('documented');
  });
});

describe.each(named)('the example %s', (_name, { operation, name, example }) => {
  const { outcome, source, input, given } = example;
  const entry = operationEntries.find(([id]) => id === operation)?.[1];

  test('has an answer of the contract’s shape, key for key in order', () => {
    if (outcome.ok) {
      expect(toText(entry?.output.parse(outcome.value))).toBe(toText(outcome.value));
      return;
    }
    const { body } = toErrorReply(outcome.error, CORRELATION_ID);
    const isRestricted = errorRegistry[outcome.error.code].sentence.startsWith('Account is');
    const shape = isRestricted ? RestrictedErrorResponse : ErrorResponse;
    expect(toText(shape.parse(body))).toBe(toText(body));
  });

  test('has the status its outcome has', () => {
    const status = outcome.ok ? 200 : errorRegistry[outcome.error.code].status;
    expect(exampleStatus(example)).toBe(status);
  });

  test('says where it is from', () => {
    const sources = Object.values(documentedPayloads).map((payload) => payload.source);
    expect(['ours', ...sources]).toContain(source);
    expect(source === 'ours').toBe(name !== 'documented');
  });

  test('is named in kebab-case, and says in words what must be so', () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    if (given !== undefined) expect(given).toMatch(/^[a-z].*[^.]$/);
    if (!outcome.ok && input === undefined) expect(given).toBeDefined();
  });

  test('has an input its operation would take, where it has one', () => {
    if (input === undefined) return;
    if (entry?.input.from === undefined || entry.input.from === 'nothing') {
      throw new Error(`${operation} takes no input`);
    }
    const result = entry.input.schema.safeParse(input);
    expect([result.success, result.data]).toEqual([true, input]);
  });

  test('is named after its error, where it is one', () => {
    if (outcome.ok) return;
    const expected: Partial<Record<ErrorCode, string>> = { user_not_found: 'not-found' };
    const { code } = outcome.error;
    expect(name).toBe(expected[code] ?? code.replaceAll('_', '-'));
  });
});

test('what a viewer may see grows with their rank', () => {
  const { documented, moderator, admin, owner } = examples['users.profile'];
  const [none, empty, some, all] = [documented, moderator, admin, owner].map(toFilled);
  expect([none, empty]).toEqual([[], []]);
  expect(all).toEqual([...(some ?? []), 'session_history']);
  expect(some?.length).toBe(5);
});

test('each viewer has the level of their name', () => {
  for (const viewer of ['user', 'moderator', 'admin', 'owner'] as const) {
    const { outcome } = examples['users.me'][viewer === 'user' ? 'documented' : viewer];
    const value = { permission_level: PERMISSION_LEVELS[viewer] };
    expect(outcome).toMatchObject({ ok: true, value });
  }
});

/** The non-empty histories of a profile. */
function toFilled({ outcome }: Example): readonly string[] {
  const profile = (outcome.ok ? outcome.value : {}) as Readonly<Record<string, unknown>>;
  const histories = Object.entries(profile).filter(([key]) => HISTORIES.includes(key));
  return histories.filter(([, items]) => (items as unknown[]).length > 0).map(([key]) => key);
}

const HISTORIES = [
  'moderation_actions',
  'chats',
  'bots',
  'subscription_history',
  'permission_history',
  'session_history',
];

/** Compares as text, because `toEqual` ignores the order of keys. */
function toText(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
