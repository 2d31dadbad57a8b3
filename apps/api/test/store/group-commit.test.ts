import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { dumpSettled } from '../support/dump-settled.ts';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';
import { addViewer, type TestViewer } from '../support/test-viewer.ts';
import { type Answer, transports } from '../support/transports.ts';

const WRITERS = 32;
const NAMES = 8;

test('of 32 writers who want 8 names at once, each name gets one, and all others hear it is taken', async () => {
  await using portal = await startTestPortal();
  const writers = await addWriters(portal);
  const answers = await Promise.all(
    writers.map((writer, at) => writer.update({ username: `Wanted-${at % NAMES}` })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const won = answers.filter(({ value }) => (value as Updated).errors === null);
  const names = won.map(({ value }) => (value as Updated).user.username);
  expect(names.sort()).toEqual(Array.from({ length: NAMES }, (_, at) => `Wanted-${at}`));
  const taken = { value: { errors: { username: 'username is already taken' } } };
  for (const lost of answers.filter((answer) => !won.includes(answer))) {
    expect(lost).toMatchObject(taken);
  }
  expect(readNames(portal)).toEqual(answers.map(({ value }) => (value as Updated).user.username));
});

test('names that go round stay with one user each, in whatever order the writers come', async () => {
  await using portal = await startTestPortal();
  const writers = await addWriters(portal);
  for (let round = 0; round < 5; round += 1) {
    const wanted = writers.map((_, at) => `writer-${(at + round) % WRITERS}`);
    const answers = await Promise.all(
      writers.map((writer, at) => writer.update({ username: wanted[at] })),
    );
    const held = answers.map(({ value }) => (value as Updated).user.username);
    expect(readNames(portal)).toEqual(held);
    expect(new Set(held).size).toBe(WRITERS);
  }
});

test('an update that fails as a bug fails alone, and the others of its moment are stored', async () => {
  await using portal = await startTestPortal();
  const writers = await addWriters(portal);
  const unlucky = [0, 7, 31];
  portal.db.run(sql`create trigger refuse before update on users
    when new.username like 'unlucky-%' begin select raise(abort, 'refused'); end`);
  const nameOf = (at: number) => `${unlucky.includes(at) ? 'unlucky' : 'lucky'}-${at}`;
  const answers: readonly Answer[] = await Promise.all(
    writers.map((writer, at) => writer.update({ username: nameOf(at) })),
  );
  expect(answers.map(({ status }) => status)).toEqual(
    writers.map((_, at) => (unlucky.includes(at) ? 500 : 200)),
  );
  expect(readNames(portal)).toEqual(
    writers.map((_, at) => (unlucky.includes(at) ? `writer-${at}` : nameOf(at))),
  );
});

interface Updated {
  readonly user: { readonly username: string };
  readonly errors: object | null;
}

/** Half of them over each transport, in turn, named after their places. */
async function addWriters(portal: TestPortal): Promise<readonly TestViewer[]> {
  const writers: TestViewer[] = [];
  for (let at = 0; at < WRITERS; at += 1) {
    const [, call] = transports[at % 2] as (typeof transports)[number];
    writers.push(await addViewer(portal, call, { username: `writer-${at}` }));
  }
  return writers;
}

function readNames(portal: TestPortal): readonly unknown[] {
  return (dumpSettled(portal).rows['users'] ?? []).map(
    (user) => (user as { username: string }).username,
  );
}
