import { globSync, readFileSync } from 'node:fs';
import { serveLocally } from '@portal/workspace/serve-locally';
import { skipFor } from '@portal/workspace/tools';
import { beforeEach, describe, expect, test } from 'vitest';
import { findObstacle, findToolObstacle } from './find-obstacle.ts';
import { PROGRAMS, runProgram } from './programs.ts';
import { serveCanned } from './serve-canned.ts';
import { startApi } from './servers.ts';

const ID = '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11';
const USER_REQUESTS = 3;

test('every program tells how long to wait once the server has had enough of it', async (context) => {
  skipFor(context, await findObstacle(PROGRAMS));
  await using server = await startApi({ RATE_LIMIT_USER: String(USER_REQUESTS) });
  for (let count = 0; count < USER_REQUESTS; count += 1) await fetch(`${server.url}/v1/users/me`);
  for (const program of PROGRAMS) {
    const { code, stdout, stderr } = await runProgram(program, { url: server.url });
    expect({ code, stdout }, program).toEqual({ code: 1, stdout: '' });
    expect(stderr, program).toMatch(
      /^429 Too many requests: try again in \d+ seconds \(correlation id [\da-f-]{36}\)\n$/,
    );
  }
});

const refusals = [
  [401, 'Authentication required', 'sign in again'],
  [403, 'Account is banned', 'report it'],
  [404, 'User not found', 'check the name'],
  [429, 'Too many requests', 'try again in 17 seconds'],
  [500, 'Internal server error', 'report it'],
] as const;

describe.each(PROGRAMS)('%s', (program) => {
  beforeEach(async (context) => skipFor(context, await findObstacle([program])));

  test.each(refusals)('tells of a %i the sentence, what to do and the id', async (...refusal) => {
    const [status, error, advice] = refusal;
    const headers = { 'Content-Type': 'application/json', 'Retry-After': '17' };
    const body = JSON.stringify({ error, correlation_id: ID });
    await using server = await serveCanned(status, body, headers);
    expect(await runProgram(program, { url: server.url })).toEqual({
      code: 1,
      stdout: '',
      stderr: `${status} ${error}: ${advice} (correlation id ${ID})\n`,
    });
  });

  test('tells of a gateway that answers in its own way', async () => {
    const headers = { 'Content-Type': 'text/html' };
    await using server = await serveCanned(502, '<h1>\nBad\n</h1>\n', headers);
    expect(await runProgram(program, { url: server.url })).toEqual({
      code: 1,
      stdout: '',
      stderr: '502 not an answer of Portal: report it (correlation id none)\n',
    });
  });

  test('tells of a server that is not there', async () => {
    const server = await serveCanned(200, '{}');
    await server[Symbol.asyncDispose]();
    const { code, stdout, stderr } = await runProgram(program, { url: server.url });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.startsWith(`cannot reach ${server.url}: `)).toBe(true);
    expect(stderr).toMatch(/^[^\n]*(refused|connect)[^\n]*\n$/i);
  });

  test('keeps the session out of what others on the machine can read', async () => {
    const cookie = `psession=${'k'.repeat(43)}`;
    const sent: unknown[] = [];
    const seen: string[] = [];
    await using server = await serveLocally((request, response) => {
      sent.push(request.headers.cookie);
      seen.push(...readArguments());
      response.writeHead(401, { 'Content-Type': 'application/json' }).end('{}');
    });
    await runProgram(program, { url: server.url, cookie });
    expect(sent).toEqual([cookie]);
    expect(seen.some((line) => line.includes(program))).toBe(true);
    expect(seen.filter((line) => line.includes(cookie))).toEqual([]);
  });
});

test('a machine that lacks a tool, or has one that is too old, is told what to install', async () => {
  expect(await findToolObstacle('no-such-tool', [1, 0])).toBe(
    'no-such-tool 1.0 or newer is missing (apt-get install no-such-tool)',
  );
  expect(await findToolObstacle('node', [24, 0])).toBeUndefined();
  expect(await findToolObstacle('node', [999, 0])).toContain('node 999.0 or newer is missing');
});

/** The arguments of every process there is; one that ended meanwhile has none. */
function readArguments(): readonly string[] {
  return globSync('/proc/[0-9]*/cmdline').map((file) => {
    try {
      return readFileSync(file, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  });
}
