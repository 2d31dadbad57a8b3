import { describe, expect } from 'vitest';
import { dumpSettled } from '../support/dump-settled.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { getRaw } from '../support/get-raw.ts';
import { test } from '../support/portal-fixture.ts';
import type { TestPortal } from '../support/test-portal.ts';
import { addViewer } from '../support/test-viewer.ts';
import { toAnswer } from '../support/to-answer.ts';
import { transports } from '../support/transports.ts';

describe.each(transports)('a profile looked up over %s', (_name, call) => {
  test.for(['Example.User_1', 'example.user_1', 'EXAMPLE.USER_1', 'eXAMPLE.uSER_1'])(
    'is found as %s, and tells the name in its own case',
    async (asked, { portal }) => {
      const viewer = await addViewer(portal, call);
      const id = await portal.addUser('Example.User_1');
      const found = { status: 200, value: { id, username: 'Example.User_1' } };
      expect(await viewer.profile(asked)).toMatchObject(found);
    },
  );

  test.for(['me', 'update', 'profile'])('is no route: %s', async (name, { portal }) => {
    const viewer = await addViewer(portal, call);
    const answer = await viewer.profile(name);
    expectRefusal(portal, answer, { status: 404, error: 'User not found' });
  });

  test.for([
    ['that nobody has', 'nobody-has-it'],
    ['too short', 'ab'],
    ['too long', 'k'.repeat(33)],
    ['much too long', 'k'.repeat(2000)],
    ['with a space after it', 'kelvin '],
    ['with a space before it', ' kelvin'],
    ['with a slash', 'kel/vin'],
    ['that is a way up', '../me'],
    ['with a backslash', 'kel\\vin'],
    ['with a NUL', 'kelvin\0'],
    ['with a line feed', 'kelvin\n'],
    ['with a carriage return and a line feed', 'kelvin\r\nx-evil: 1'],
    ['with the Kelvin sign', '\u212Aelvin'],
    ['with the long s', 'jame\u017F'],
    ['with the dotless i', 'kelv\u0131n'],
    ['with full-width letters', '\uFF4Belvin'],
    ['with an accent', 'kelvín'],
    ['with a combining accent', 'kelvi\u0301n'],
    ['with a zero-width space', 'kel\u200Bvin'],
    ['of emoji', '\u{1F600}\u{1F600}\u{1F600}'],
    ['with a percent sign', 'kelvin%00'],
    ['with an encoded slash', 'kel%2Fvin'],
    ['with a quote', `kelvin' or '1'='1`],
    ['with a wildcard', 'kelvi%'],
    ['with a question mark and a hash', 'kelvin?a=b#c'],
    ['with a plus sign', 'kel+vin'],
    ['with a colon and a comma', 'kel:vin,kelvin'],
    ['named like a property', '__proto__'],
  ] as const)('by a name %s is 404, with one body for all', async ([, name], { portal }) => {
    const viewer = await addViewer(portal, call);
    for (const username of ['kelvin', 'kelvi', 'james']) await portal.addUser(username);
    const before = dumpSettled(portal);
    const answer = await viewer.profile(name);
    expectRefusal(portal, answer, { status: 404, error: 'User not found' });
    const absent = await viewer.profile('nobody-at-all');
    expect(withoutId(answer)).toBe(withoutId(absent));
    expect(dumpSettled(portal)).toEqual(before);
  });
});

describe('a path that tries tricks', () => {
  test.for([
    '/v1/users/profile/..%2fme',
    '/v1/users/profile/..%2Fme',
    '/v1/users/profile/x%2f..%2f..%2fme',
    '/v1/users/profile/%252e%252e',
    '/v1/users/profile/me%2fupdate',
    '/v1/users/profile/viewer%2f',
    '/v1/users/profile/%2fviewer',
    '/v1/users/profile/viewer%00',
    '/v1/users/profile/viewer%3f',
    '/v1/users/profile/viewer%2520',
  ])('%s is a name that nobody has', async (target, { portal }) => {
    expect(await answerTo(portal, target)).toMatchObject({ status: 404, error: 'User not found' });
  });

  test.for([
    '/v1/users/profile/../me',
    '/v1/users/profile/%2e%2e/me',
    '/v1/users/profile/.%2E',
    '/v1/users/profile/%2e',
    '/v1/users/profile/.',
    '/v1/users/./me',
    '/v1//users/me',
    '//v1/users/me',
    '/v1/users/profile//viewer',
    '/v1/users/profile/%',
    '/v1/users/profile/%zz',
    '/v1/users/profile/%ff',
    '/v1/users/profile/%c0%af',
    '/v1/users/profile/%ed%a0%80',
    '/v1/users/me\\',
    'v1/users/me',
    '*',
    'http://elsewhere.example/v1/users/me',
  ])('%s is a malformed target', async (target, { portal }) => {
    expect(await answerTo(portal, target)).toMatchObject({ status: 400, error: 'Invalid request' });
  });

  test.for([
    '/v1/users/profile/',
    '/v1/users/profile',
    '/v1/users/profile/viewer/',
    '/v1/users/profile/viewer/me',
    '/v1/users/me/',
    '/v1/users/ME',
    '/V1/users/me',
    '/v1%2fusers%2fme',
    '/v1/users%2fme',
    '/v1/users',
    '/v1',
    '/trpc/users.me/',
    '/trpc/users%2Eme%00',
    '/trpc/users.__proto__',
    '/trpc/constructor',
    '/trpc/users',
  ])('%s is no route', async (target, { portal }) => {
    expect(await answerTo(portal, target)).toMatchObject({ status: 404, error: 'Not found' });
  });

  test.for([
    '/v1/users/profile/v%69ewer',
    '/v1/users/profile/VIEWER',
    '/v1/users/profile/viewer?x',
  ])('%s is the viewer, as it reads', async (target, { portal }) => {
    expect(await answerTo(portal, target)).toMatchObject({
      status: 200,
      value: { username: 'viewer' },
    });
  });

  async function answerTo(portal: TestPortal, target: string) {
    await portal.addUser('viewer');
    const cookie = `Cookie: ${await portal.signIn('viewer')}`;
    const answer = await toAnswer(await getRaw(portal.url, target, [cookie]));
    const { status, error = '' } = answer;
    if (status !== 200) expectRefusal(portal, answer, { status, error });
    return answer;
  }
});

function withoutId({ text, correlation_id = '' }: { text: string; correlation_id?: string }) {
  return text.replace(correlation_id, '');
}
