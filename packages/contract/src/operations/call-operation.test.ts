import { expect, test } from 'vitest';
import { createFakeService } from '../../test/fake-service.ts';
import { findOperationCall } from './call-operation.ts';
import { type OperationId, operationEntries } from './operations.ts';

const viewer = { id: 42, permission_level: 0 } as const;

test.each(operationEntries)(
  '%s reaches the method of its name, with viewer and input',
  async (id) => {
    const called: unknown[] = [];
    const record =
      (name: string) =>
      async (...args: unknown[]) => {
        called.push([name, ...args]);
        return { ok: true, value: name } as never;
      };
    const service = createFakeService({
      me: record('users.me'),
      updateMe: record('users.updateMe'),
      profile: record('users.profile'),
    });
    const input = { username: 'exampleuser' };
    expect(await findOperationCall(service, id)(viewer, input)).toEqual({ ok: true, value: id });
    expect(called).toEqual([[id, viewer, input]]);
  },
);

test('a method keeps the service it belongs to', async () => {
  const users = {
    ...createFakeService().users,
    name: 'exampleuser',
    async me() {
      return { ok: true, value: this.name } as never;
    },
  };
  const call = findOperationCall({ users }, 'users.me');
  expect(await call(viewer, undefined)).toEqual({ ok: true, value: 'exampleuser' });
});

test('an operation the service lacks is a bug, told before any request is', () => {
  const id = 'users.absent' as OperationId;
  expect(() => findOperationCall(createFakeService(), id)).toThrow(
    'the service has no users.absent',
  );
});
