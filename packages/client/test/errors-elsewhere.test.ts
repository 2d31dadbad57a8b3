import { toTrpcErrorShape } from '@portal/contract';
import { isTRPCClientError } from '@trpc/client';
import { describe, expect, test } from 'vitest';
import { isPortalError, PortalError, type PortalErrorKind } from '../src/index.ts';

const ID = '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11';
const shape = toTrpcErrorShape(
  { code: 'account_banned', reason: 'Spam', expires_at: '2027-01-01T00:00:00Z' },
  ID,
);
const banned = new PortalError('refused', shape.message, {
  status: 403,
  shape,
  correlation_id: ID,
});

describe('a second copy of the package, as of bundlers and hot reloads', () => {
  test('throws errors that this one knows, and the other way round', async () => {
    const address = new URL('../src/portal-error.ts?copy', import.meta.url).href;
    const copy: typeof import('../src/portal-error.ts') = await import(address);
    expect(copy.PortalError).not.toBe(PortalError);
    const error = new copy.PortalError('timeout', 'Portal did not answer within 50 ms');
    expect(error).not.toBeInstanceOf(PortalError);
    expect([isPortalError(error), copy.isPortalError(banned)]).toEqual([true, true]);
  });

  test.each([
    ['null', null],
    ['a text', 'PortalError'],
    ['a look-alike', { ...banned, name: 'PortalError', message: banned.message }],
    ['JSON', JSON.parse(JSON.stringify(banned))],
    ['a clone', structuredClone(banned)],
  ])('takes no other value for one: %s', (_name, value) => {
    expect(isPortalError(value)).toBe(false);
  });

  test('leaves no trace in what is printed or listed', () => {
    expect(Object.getOwnPropertySymbols(banned)).toEqual([]);
    expect(isTRPCClientError(banned)).toBe(true);
  });
});

describe('an error that goes to another thread or into a log', () => {
  const facts = {
    name: 'PortalError',
    message: 'Account is banned',
    kind: 'refused',
    status: 403,
    sentence: 'Account is banned',
    correlation_id: ID,
    retry_after: null,
    data: shape.data,
  };

  test('is plain as JSON, with everything a program may ask for', () => {
    expect(banned.toJSON()).toEqual(facts);
    expect(JSON.parse(JSON.stringify({ error: banned }))).toEqual({ error: facts });
    expect(structuredClone(banned.toJSON())).toEqual(facts);
  });

  test.each<[PortalErrorKind, unknown]>([
    ['network', new TypeError('fetch failed', { cause: new Error('other side closed') })],
    ['aborted', () => 'a reason that cannot be cloned'],
    ['session', createCircle()],
  ])('is so whatever its cause is: %s', (kind, cause) => {
    const error = new PortalError(kind, 'why', { cause });
    const plain = { ...facts, message: 'why', kind, status: null, sentence: null };
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      ...plain,
      correlation_id: null,
      data: null,
    });
    expect(structuredClone(error.toJSON()).kind).toBe(kind);
  });
});

function createCircle(): object {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  return circle;
}
