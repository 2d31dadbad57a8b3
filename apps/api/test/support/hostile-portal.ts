import { type RawAnswer, sendRaw } from '@portal/workspace/raw-http';
import { expect, test } from 'vitest';
import { build } from '../../src/store/sqlite/build.ts';
import { type ExpectedRefusal, expectRefusal } from './expect-refusal.ts';
import { toResponse } from './get-raw.ts';
import { addLink } from './stored-rows.ts';
import { startTestPortal, type TestPortal, type TestPortalOptions } from './test-portal.ts';
import { toAnswer } from './to-answer.ts';

/** Stands in the viewer's own data alone: an answer that carries it comes from another route than it should. */
export const PRIVATE_MARK = 'private-mark';

/** A portal with the session of a viewer whose own data is marked, as a `Cookie` header. */
export interface MarkedPortal extends TestPortal {
  readonly cookie: string;
}

/** Its users are `exampleuser` and the signed-in `viewer`. */
export async function startMarkedPortal(options?: TestPortalOptions): Promise<MarkedPortal> {
  const portal = await startTestPortal(options);
  await portal.addUser('exampleuser');
  const id = await portal.addUser('viewer');
  addLink(portal, id, { platform: 'discord', platform_username: PRIVATE_MARK });
  return Object.assign(portal, { cookie: await portal.signIn('viewer') });
}

/** The names of its users, by age. */
export function readUsernames({ db }: TestPortal): readonly string[] {
  const rows = db.all(build.selectFrom('users').select('username').orderBy('id'));
  return rows.map(({ username }) => username);
}

/** Tests of requests that change nothing, on one server for the whole file. */
export const hostileTest = test
  .extend('options', { scope: 'file' }, (): TestPortalOptions => ({}))
  .extend('portal', { scope: 'file' }, async ({ options }, { onCleanup }) => {
    const portal = await startMarkedPortal(options);
    onCleanup(() => portal[Symbol.asyncDispose]());
    return portal;
  })
  .extend('cookie', { scope: 'file' }, ({ portal }) => portal.cookie);

/** Hostile text as part of a test's title: short, and nothing in it that a terminal would obey. */
export function toTitle(text: string): string {
  const encoded = JSON.stringify(text).replace(/[\x7f-\uffff]/g, encodeURIComponent);
  return encoded.length > 60 ? `${encoded.slice(0, 60)}…` : encoded;
}

/** Sends text as it is; the one answer is this refusal, in the documented body, and the connection ends. */
export async function expectRefused(
  portal: TestPortal,
  text: string,
  expected: ExpectedRefusal,
): Promise<RawAnswer> {
  const answers = await sendRaw(portal.url, text);
  expect(answers.map(({ status }) => status)).toEqual([expected.status]);
  const [answer] = answers as [RawAnswer];
  expect(answer.body).not.toContain(PRIVATE_MARK);
  expectRefusal(portal, await toAnswer(toResponse(answer)), expected);
  return answer;
}
