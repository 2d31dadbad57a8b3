import {
  createPortalClient,
  isPortalError,
  type PortalClient,
  type PortalError,
} from '@portal/client';
import type { PermissionLevelName } from '@portal/domain';
import { expect } from 'vitest';
import type { TestPortal } from './test-portal.ts';

/** The client of a new user who is signed in. */
export async function callAsClient(
  portal: TestPortal,
  level: PermissionLevelName = 'user',
  username = 'viewer',
): Promise<PortalClient> {
  await portal.addUser(username, level);
  return createPortalClient({ url: portal.url, session: await portal.signIn(username) });
}

type Expected = Pick<PortalError, 'status' | 'sentence'>;

/** The refusal of a call, which has the id of a line in the server's log. */
export async function expectFailure(
  portal: TestPortal,
  call: Promise<unknown>,
  expected: Expected,
): Promise<PortalError> {
  const error: unknown = await call.then(
    () => new Error('the call succeeded'),
    (reason) => reason,
  );
  if (!isPortalError(error)) throw error;
  expect(error).toMatchObject({ kind: 'refused', message: expected.sentence, ...expected });
  expect(portal.logs.map(({ correlation_id }) => correlation_id)).toContain(error.correlation_id);
  return error;
}
