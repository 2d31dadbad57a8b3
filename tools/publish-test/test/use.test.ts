import { expect, inject, test } from 'vitest';
import { REPORT } from './report.ts';
import { run } from './run.ts';
import { servePortal } from './serve-portal.ts';

test('an app that installed the tarballs is served by the server', async () => {
  await using portal = await servePortal();
  const cookie = await portal.signIn('exampleuser');
  const program = [process.execPath, 'on-server.ts', portal.url, cookie] as const;
  const { stdout, stderr } = await run([...program], inject('consumer'));
  expect([JSON.parse(stdout), stderr]).toEqual([REPORT, '']);
});

test('the same app is served alike by the installed mock', async () => {
  const { stdout, stderr } = await run([process.execPath, 'on-mock.ts'], inject('consumer'));
  expect([JSON.parse(stdout), stderr]).toEqual([REPORT, '']);
});
