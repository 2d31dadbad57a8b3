import { skipFor } from '@portal/workspace/tools';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findObstacle } from './find-obstacle.ts';
import { PROGRAMS, runProgram } from './programs.ts';
import { type Server, startApi, startMock } from './servers.ts';

const started = new Map<string, Server>();
beforeAll(async () => {
  started.set('the API', await startApi({ RATE_LIMIT_USER: '0' }));
  started.set('the mock', await startMock());
});
afterAll(async () => {
  for (const server of started.values()) await server[Symbol.asyncDispose]();
});

const SETTINGS = [
  'signed in as exampleuser, id 42',
  'stored: username exampleuser, avatar_source discord_3',
  'username refused: username contains invalid characters',
];
const OWN_PROFILE = 'profile of exampleuser: avatar https://cdn.discordapp.com/embed/avatars/3.png';

describe.each(['the API', 'the mock'])('asking %s', (name) => {
  test.for(PROGRAMS)(
    '%s shows who is signed in, what was stored, what was not, and the profile',
    async (program, context) => {
      skipFor(context, await findObstacle([program]));
      const { url, signIn } = requireServer(name);
      const cookie = await signIn();
      expect(await findAvatarSource(url, cookie)).not.toBe('discord_3');
      const ended = await runProgram(program, { url, cookie });
      expect(ended).toEqual({ code: 0, stdout: toText([...SETTINGS, OWN_PROFILE]), stderr: '' });
      expect(await findAvatarSource(url, cookie)).toBe('discord_3');
    },
  );

  test.for(PROGRAMS)('%s shows the profile that was asked for', async (program, context) => {
    skipFor(context, await findObstacle([program]));
    const { url, signIn, other } = requireServer(name);
    const cookie = await signIn();
    // A slash at the end of the URL is nothing to stumble over.
    const ended = await runProgram(program, { url: `${url}/`, cookie, profile: other });
    const profile = `profile of ${other}: avatar none`;
    expect(ended).toEqual({ code: 0, stdout: toText([...SETTINGS, profile]), stderr: '' });
  });

  test.for(PROGRAMS)('%s says to sign in where there is no session', async (program, context) => {
    skipFor(context, await findObstacle([program]));
    const { url } = requireServer(name);
    const { code, stdout, stderr } = await runProgram(program, { url });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /^401 Authentication required: sign in again \(correlation id [\da-f-]{36}\)\n$/,
    );
  });

  test.for(PROGRAMS)(
    '%s tells a profile that is not there, whatever its name',
    async (program, context) => {
      skipFor(context, await findObstacle([program]));
      const { url, signIn } = requireServer(name);
      const cookie = await signIn();
      const { code, stdout, stderr } = await runProgram(program, {
        url,
        cookie,
        profile: '/no ü?#',
      });
      expect({ code, stdout }).toEqual({ code: 1, stdout: toText(SETTINGS) });
      expect(stderr).toMatch(
        /^404 User not found: check the name \(correlation id [\da-f-]{36}\)\n$/,
      );
    },
  );
});

function requireServer(name: string): Server {
  const server = started.get(name);
  if (server === undefined) throw new Error(`${name} did not start`);
  return server;
}

async function findAvatarSource(url: string, cookie: string): Promise<unknown> {
  const answer = await fetch(`${url}/v1/users/me`, { headers: { cookie } });
  return (await answer.json()).avatar_source;
}

function toText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
