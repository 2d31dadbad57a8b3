import type { Random } from '@portal/workspace/random';
import { createCaller } from '../portal/call.ts';
import { runPortal, startPortal } from '../portal/portal-process.ts';
import { flip } from './damages.ts';
import { areUntouched, type Files, type IntactFile, writeFiles } from './intact-file.ts';

/** What can become of a file with changed bytes, from the best to the worst. */
export const outcomes = [
  'refused',
  'served right',
  'served, and found by a check',
  'served with another text, as documented',
  'changed though refused',
  'served wrong',
] as const;

export type Outcome = (typeof outcomes)[number];

/** One to three bytes, each anywhere. */
export function flipAtRandom(bytes: Buffer, random: Random): Files {
  const count = 1 + Math.floor(random() * 3);
  let changed = bytes;
  for (let at = 0; at < count; at++) {
    changed = flip(changed, Math.floor(random() * bytes.length), 1 + Math.floor(random() * 255));
  }
  return { '': changed };
}

/** Every answer about a user other than the one who asks; undefined when the server refused to start. */
export async function readAnswers(
  file: string,
  { users }: IntactFile,
): Promise<readonly string[] | undefined> {
  const started = await startPortal({ file }).catch(() => undefined);
  if (started === undefined) return undefined;
  await using portal = started;
  using caller = createCaller(portal.url);
  const headers = { cookie: users.at(-1)?.cookie ?? '' };
  const answers: string[] = [];
  for (const { username } of users.slice(0, -1)) {
    const path = `/v1/users/profile/${username}.renamed`;
    const { status, text } = await caller.call({ path, headers });
    answers.push(status === 200 ? text : String(status));
  }
  return answers;
}

/** Serves a file, and compares every answer with those of the intact one. */
export async function checkFlipped(
  file: string,
  files: Files,
  intact: IntactFile & { readonly answers: readonly string[] },
): Promise<Outcome> {
  writeFiles(file, files);
  const answers = await readAnswers(file, intact);
  if (answers === undefined) {
    return areUntouched(file, files) ? 'refused' : 'changed though refused';
  }
  if (areEqual(answers, intact.answers)) return 'served right';
  writeFiles(file, files);
  if ((await runPortal(['check'], { file })).code !== 0) return 'served, and found by a check';
  const areShaped = areEqual(answers.map(toSchema), intact.answers.map(toSchema));
  return areShaped ? 'served with another text, as documented' : 'served wrong';
}

function areEqual(some: readonly string[], others: readonly string[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

/** An answer without what its texts say. */
export function toSchema(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
}
