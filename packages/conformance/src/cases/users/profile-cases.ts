import { type PopulatedUser, population } from '@portal/contract';
import {
  ACTIVITY_PATHS,
  expectError,
  expectValue,
  requireValueOf,
} from '../../client/expect-response.ts';
import { TRANSPORTS } from '../../client/transport.ts';
import { type ConformanceCase, defineCase } from '../../conformance-case.ts';
import {
  expectedProfile,
  type RANKS,
  rankOf,
  visibilityTo,
} from '../../oracle/population-users.ts';
import { ADMITTED, withArticle } from '../viewers.ts';
import { readMe } from './current-user.ts';
import { profile } from './user-rows.ts';

const group = 'profiles';
const operation = profile.id;

const KELVIN_SIGN = '\u212A';

/** Names that nobody of the population has, and mostly could not have. */
const NOBODY: readonly string[] = [
  'nobody',
  'exampleuse',
  'exampleuserr',
  ' exampleuser',
  'exampleuser ',
  'exampleuser\u0000',
  `ta${KELVIN_SIGN}enname`,
  'ｅｘａｍｐｌｅｕｓｅｒ',
  'ab',
  'a'.repeat(33),
  'a'.repeat(2000),
  'no spaces',
  'a/b',
  'a\\b',
  '../../me',
  'me',
  '%',
  '%2e%2e',
  '%zz',
  'a%2Fb',
  '?x=1',
  '#x',
  'exam*ser',
  'exampleuse_',
  'exampleuse%',
  "' or 1=1 --",
  '42',
  'null',
  '__proto__',
  'constructor',
  'toString',
  '😀',
];

export const profileCases: readonly ConformanceCase[] = [
  ...ADMITTED.flatMap((viewer) => population.map((target) => sees(viewer, target))),
  ...ADMITTED.map(looksPastCase),
  ...ADMITTED.map(findsNobody),
];

/** The permission matrix over the population. */
function sees(viewer: (typeof RANKS)[number], target: PopulatedUser): ConformanceCase {
  const { username } = target.user;
  const visibility = visibilityTo(viewer, target);
  return defineCase({
    group: 'the permission matrix',
    name: `${withArticle(viewer)} sees of ${username}, ${withArticle(rankOf(target))}: ${visibility}`,
    covers: [{ operation, viewer, kind: 'ok' }],
    needs: { of: ['the population'], viewers: [viewer] },
    async check(client) {
      const session = await client.signIn(viewer);
      for (const over of TRANSPORTS) {
        const answer = await client.call(
          session,
          { operation: profile, input: { username } },
          over,
        );
        expectValue(answer, expectedProfile(target, visibility), ACTIVITY_PATHS);
      }
    },
  });
}

function looksPastCase(viewer: (typeof ADMITTED)[number]): ConformanceCase {
  return defineCase({
    group,
    name: `the lookup by ${withArticle(viewer)} ignores ASCII case`,
    covers: [{ operation, viewer, kind: 'ok' }],
    needs: { viewers: [viewer] },
    async check(client) {
      const session = await client.signIn(viewer);
      const { username } = await readMe(client, session);
      const exact = await client.call(session, { operation: profile, input: { username } }, 'REST');
      for (const over of TRANSPORTS) {
        for (const wanted of [username.toUpperCase(), username.toLowerCase(), swapCase(username)]) {
          const answer = await client.call(
            session,
            { operation: profile, input: { username: wanted } },
            over,
          );
          expectValue(answer, requireValueOf(exact), ACTIVITY_PATHS);
        }
      }
    },
  });
}

function findsNobody(viewer: (typeof ADMITTED)[number]): ConformanceCase {
  return defineCase({
    group,
    name: `${withArticle(viewer)} finds nobody by a name that no user has, or could have`,
    covers: [{ operation, viewer, kind: 'user_not_found' }],
    needs: { of: ['the population'], viewers: [viewer] },
    async check(client) {
      const session = await client.signIn(viewer);
      // A few suffice to know that it is the same for every rank.
      for (const username of viewer === 'user' ? NOBODY : NOBODY.slice(0, 3)) {
        for (const over of TRANSPORTS) {
          const answer = await client.call(
            session,
            { operation: profile, input: { username } },
            over,
          );
          expectError(answer, 'user_not_found');
        }
      }
      // What URLs take for a step cannot be asked over REST.
      for (const username of ['', '.', '..']) {
        const answer = await client.call(
          session,
          { operation: profile, input: { username } },
          'tRPC',
        );
        expectError(answer, 'user_not_found');
      }
    },
  });
}

/** Every other letter in the other case. */
function swapCase(text: string): string {
  return [...text]
    .map((letter, at) => (at % 2 === 0 ? letter.toUpperCase() : letter.toLowerCase()))
    .join('');
}
