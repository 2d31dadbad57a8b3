import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { documentedPayloads } from '@portal/contract';
import { needTools } from '@portal/workspace/tools';
import { expect, test } from 'vitest';
import { startTestMock } from './test-mock.ts';

const run = promisify(execFile);
const HOST = 'https://portal-api.7331.org';

/** As the pages write them; the third page is known by its payload alone. */
const documentedCalls = [
  [
    'users.profile',
    `curl https://portal-api.7331.org/v1/users/profile/exampleuser \\
  -b "psession=YOUR_SESSION"`,
  ],
  [
    'users.updateMe',
    `curl -X POST https://portal-api.7331.org/v1/users/me/update \\
  -H "Content-Type: application/json" \\
  -b "psession=YOUR_SESSION" \\
  -d '{"username": "newname", "avatar_source": "discord"}'`,
  ],
  [
    'users.me',
    `curl https://portal-api.7331.org/v1/users/me \\
  -b "psession=YOUR_SESSION"`,
  ],
] as const;

test.for(documentedCalls)(
  '%s, called as documented, prints the documented payload',
  async ([id, line], context) => {
    needTools(context, 'curl');
    await using mock = await startTestMock();
    const printed = await run('sh', ['-c', line.replace(HOST, mock.url)]);
    const { payload } = documentedPayloads[id];
    // Equal as text: the same values, and the keys in the documented order.
    expect(JSON.stringify(JSON.parse(printed.stdout), null, 2)).toBe(
      JSON.stringify(payload, null, 2),
    );
  },
);
