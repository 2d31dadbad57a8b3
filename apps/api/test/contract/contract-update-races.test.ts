import { describe, expect } from 'vitest';
import { dumpSettled } from '../support/dump-settled.ts';
import { test } from '../support/portal-fixture.ts';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';
import { addViewer } from '../support/test-viewer.ts';
import { type Answer, transports } from '../support/transports.ts';

const TAKEN = { status: 200, value: { errors: { username: 'username is already taken' } } };

describe('requests that race for one name', () => {
  const pairs = transports.flatMap(([one, callOne]) =>
    transports.map(([other, callOther]) => ({ one, other, calls: [callOne, callOther] as const })),
  );

  test.for(pairs)('by $one and by $other: exactly one gets it', async ({ calls }, { portal }) => {
    const [first, second] = [
      await addViewer(portal, calls[0], { username: 'first' }),
      await addViewer(portal, calls[1], { username: 'second' }),
    ];
    const answers = await Promise.all([
      first.update({ username: 'Wanted' }),
      second.update({ username: 'wANTED' }),
    ]);
    expectOneWinner(answers);
    expect(holders(portal)).toHaveLength(1);
  });

  test('through two servers on one file: exactly one gets it', async () => {
    await using portal = await startTestPortal();
    await using neighbour = await startTestPortal({ env: { PORTAL_DB: portal.file } });
    const contenders = [portal, neighbour, portal, neighbour].map((server, index) => {
      const [, call] = transports[index < 2 ? 0 : 1] as (typeof transports)[number];
      return addViewer(server, call, { username: `contender-${index}` });
    });
    const viewers = await Promise.all(contenders);
    expectOneWinner(
      await Promise.all(viewers.map((viewer) => viewer.update({ username: 'wanted' }))),
    );
    expect(holders(portal)).toHaveLength(1);
  });

  test('many at once: one wins, all others hear that it is taken', async ({ portal }) => {
    const contenders = Array.from({ length: 20 }, (_, index) => {
      const [, call] = transports[index % 2] as (typeof transports)[number];
      return addViewer(portal, call, { username: `contender-${index}` });
    });
    const viewers = await Promise.all(contenders);
    expectOneWinner(
      await Promise.all(viewers.map((viewer) => viewer.update({ username: 'wanted' }))),
    );
    expect(holders(portal)).toHaveLength(1);
  });

  test.for(transports)(
    'one user changing two fields at once over %s keeps both',
    async ([, call], { portal }) => {
      const viewer = await addViewer(portal, call);
      await Promise.all([
        viewer.update({ username: 'newname' }),
        viewer.update({ avatar_source: 'discord_5' }),
      ]);
      const both = { username: 'newname', avatar_source: 'discord_5' };
      expect((await viewer.me()).value).toMatchObject(both);
    },
  );

  function expectOneWinner(answers: readonly Answer[]): void {
    const lost = answers.filter(({ value }) => (value as Updated).errors !== null);
    expect(lost).toHaveLength(answers.length - 1);
    for (const answer of lost) expect(answer).toMatchObject(TAKEN);
  }

  function holders(portal: TestPortal): readonly unknown[] {
    const users = (dumpSettled(portal).rows['users'] ?? []) as readonly UserRow[];
    return users.filter(({ username_key }) => username_key === 'wanted');
  }
});

interface Updated {
  readonly errors: object | null;
}

interface UserRow {
  readonly username_key: string;
}
