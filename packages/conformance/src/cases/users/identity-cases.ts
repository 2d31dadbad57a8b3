import { expectSame } from '../../client/expect-response.ts';
import { type ConformanceCase, defineCase } from '../../conformance-case.ts';
import { ConformanceFailure } from '../../conformance-failure.ts';
import { ADMITTED } from '../viewers.ts';
import { readMe } from './current-user.ts';
import { me } from './user-rows.ts';

const ROUNDS = 3;

export const identityCases: readonly ConformanceCase[] = [
  defineCase({
    group: 'sessions',
    name: 'is nobody else: each of several reads itself, also when they ask at once',
    needs: { viewers: ADMITTED },
    async check(client) {
      const sessions = await Promise.all(ADMITTED.map((viewer) => client.signIn(viewer)));
      const alone: string[] = [];
      for (const session of sessions) alone.push((await readMe(client, session)).username);
      if (new Set(alone).size < sessions.length) {
        const expected = 'another user behind each session';
        throw new ConformanceFailure({ asked: me.id, expected, actual: alone });
      }
      for (let round = 0; round < ROUNDS; round += 1) {
        const together = await Promise.all(sessions.map((session) => readMe(client, session)));
        const names = together.map(({ username }) => username);
        expectSame(`${me.id}, all at once`, alone, names);
      }
    },
  }),
];
