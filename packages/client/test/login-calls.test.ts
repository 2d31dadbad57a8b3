import { documentedPayloads } from '@portal/contract';
import { expect, test } from 'vitest';
import { createPortalClient, isPortalError } from '../src/index.ts';
import { startScriptedServer, toValue } from './scripted-server.ts';

const me = documentedPayloads['users.me'].payload;

test('what sets or clears a cookie travels alone, beside what was called in the same tick', async () => {
  await using server = await startScriptedServer(({ answer }) => answer(() => toValue(me)));
  const portal = createPortalClient({ url: server.url, apiKey: 'ppub_1' });
  await Promise.all([
    portal.users.updateMe.mutate({ username: 'newname' }),
    portal.authentication.verify.mutate({ code: 'ABCD2345' }),
    portal.authentication.logout.mutate(),
    portal.users.updateMe.mutate({ username: 'newname' }),
  ]);
  expect(server.requests.map((calls) => calls.join()).sort()).toEqual([
    'authentication.logout',
    'authentication.verify',
    'users.updateMe,users.updateMe',
  ]);
});

test('a verify that finds no answer is not repeated: its code may be spent', async () => {
  await using server = await startScriptedServer(({ request }) => void request.socket.destroy());
  const portal = createPortalClient({ url: server.url, apiKey: 'ppub_1', retries: 5 });
  const error = await portal.authentication.verify
    .mutate({ code: 'ABCD2345' })
    .catch((reason: unknown) => reason);
  expect(isPortalError(error) && error.kind).toBe('network');
  expect(server.requests).toHaveLength(1);
});
