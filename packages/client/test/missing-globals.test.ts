import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { documentedPayloads, toTrpcErrorShape } from '@portal/contract';
import { expect, test } from 'vitest';
import { startScriptedServer, toValue } from './scripted-server.ts';

const run = promisify(execFile);
const me = documentedPayloads['users.me'].payload;
const notFound = { error: toTrpcErrorShape({ code: 'user_not_found' }, 'none') };

/** What React Native or jsdom 20 lacks, taken from a Node of its own. */
const MISSING = [
  'delete URL.canParse;',
  'delete AbortSignal.prototype.throwIfAborted;',
  `for (const name of ['username', 'password']) delete URL.prototype[name];`,
  'delete AbortSignal.any; delete AbortSignal.timeout; delete AbortSignal.prototype.reason;',
  'delete Headers.prototype.getSetCookie;',
];

test.each([...MISSING, MISSING.join('\n')])('every call works after: %s', async (missing) => {
  let reads = 0;
  await using server = await startScriptedServer(({ calls, answer, send }) => {
    if (calls[0] === 'users.profile') return answer(() => notFound);
    if (calls[0] === 'authentication.verify') return;
    if (calls[0] === 'users.me' && ++reads === 1) return send(503, '{}');
    answer(() => toValue(me));
  });
  const { stdout } = await run(process.execPath, [
    '--input-type=module',
    '--eval',
    `${missing}
    const { createPortalClient } = await import(${JSON.stringify(import.meta.resolve('../src/index.ts'))});
    const options = { url: ${JSON.stringify(server.url)}, session: 'abc' };
    const portal = createPortalClient(options);
    const print = (call) => call.then(
      (value) => console.log('value', value.username),
      ({ kind, message }) => console.log(kind, message),
    );
    await print(portal.users.me.query());
    await print(portal.users.updateMe.mutate({ username: 'newname' }));
    await print(portal.users.profile.query({ username: 'nobody' }));
    await print(createPortalClient({ ...options, timeout: 50 }).authentication.verify.mutate({ code: 'ABCD2345' }));
    const controller = new AbortController();
    const aborted = print(portal.authentication.verify.mutate({ code: 'ABCD2345' }, { signal: controller.signal }));
    controller.abort();
    await aborted;`,
  ]);
  const { username } = me as { username: string };
  expect(stdout.trim().split('\n')).toEqual([
    `value ${username}`,
    `value ${username}`,
    'refused User not found',
    'timeout Portal did not answer within 50 ms',
    'aborted The call was aborted',
  ]);
  expect(reads).toBe(2);
});
