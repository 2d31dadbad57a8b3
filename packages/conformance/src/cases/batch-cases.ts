import { MAX_BATCH_SIZE, TRPC_ENDPOINT } from '@portal/contract';
import { ANONYMOUS } from '../asking/asker.ts';
import { ACTIVITY_PATHS, expectError, expectOutcome, expectSame } from '../asking/expect-answer.ts';
import { harmless } from '../asking/provoke.ts';
import { JSON_HEADERS, type Question, type RawQuestion } from '../asking/question.ts';
import { type ConformanceCase, defineCase } from '../conformance-case.ts';
import { readMe } from './current-user.ts';

const group = 'tRPC batches';

export const batchCases: readonly ConformanceCase[] = [
  answersEach(),
  isMixed(),
  takesTen(),
  refusesEleven(),
  judgesSessionOnce(),
  batchesUpdates(),
];

/** Every answer of a batch is the one its call would get alone. */
function answersEach(): ConformanceCase {
  return defineCase({
    group,
    name: 'of several queries answer each as if it were alone',
    needs: { viewers: ['user'] },
    async check(ask) {
      const session = await ask.signIn('user');
      const { username } = await readMe(ask, session);
      const profile = { operation: 'users.profile', input: { username } } as const;
      const queries = [harmless['users.me'], profile, harmless['users.me']];
      const { asked, batch, status } = await ask.send(session, toQueryBatch(queries));
      expectSame(asked, 200, status);
      for (const [at, outcome] of batch.entries()) {
        const question = queries[at] ?? harmless['users.me'];
        const alone = await ask.ask(session, question, 'tRPC');
        const loose = ACTIVITY_PATHS.map((path) => `value.${path}`);
        expectOutcome({ asked: `${asked}, answer ${at}`, outcome }, alone.outcome, loose);
      }
    },
  });
}

function isMixed(): ConformanceCase {
  return defineCase({
    group,
    name: 'in which one call fails are 207, and the others are answered',
    needs: { of: ['rules'], viewers: ['user'] },
    async check(ask) {
      const session = await ask.signIn('user');
      const nobody = { operation: 'users.profile', input: { username: 'no such user' } } as const;
      const { asked, status, batch } = await ask.send(
        session,
        toQueryBatch([harmless['users.me'], nobody]),
      );
      expectSame(asked, 207, status);
      const [me, failed] = batch;
      expectSame(asked, 200, me?.status);
      expectError({ asked, outcome: failed }, 'user_not_found');
    },
  });
}

function takesTen(): ConformanceCase {
  return defineCase({
    group,
    name: `of ${MAX_BATCH_SIZE} calls are answered`,
    needs: { viewers: ['user'] },
    async check(ask) {
      const session = await ask.signIn('user');
      const { asked, status, batch } = await ask.send(session, toRepeatedMe(MAX_BATCH_SIZE));
      expectSame(
        asked,
        { status: 200, answers: MAX_BATCH_SIZE },
        { status, answers: batch.length },
      );
    },
  });
}

function refusesEleven(): ConformanceCase {
  return defineCase({
    group,
    name: 'of one call more are refused whole',
    needs: { viewers: ['user'] },
    async check(ask) {
      for (const session of [ANONYMOUS, await ask.signIn('user')]) {
        const answer = await ask.send(session, toRepeatedMe(MAX_BATCH_SIZE + 1));
        expectError(answer, 'invalid_request');
      }
    },
  });
}

function judgesSessionOnce(): ConformanceCase {
  return defineCase({
    group,
    name: 'of a stranger are 401 in each answer',
    async check(ask) {
      const { asked, status, batch } = await ask.send(ANONYMOUS, toRepeatedMe(3));
      expectSame(asked, { status: 401, answers: 3 }, { status, answers: batch.length });
      for (const outcome of batch) expectError({ asked, outcome }, 'authentication_required');
    },
  });
}

function batchesUpdates(): ConformanceCase {
  return defineCase({
    group,
    name: 'of updates are judged one by one',
    needs: { of: ['rules'], viewers: ['user'] },
    async check(ask) {
      const session = await ask.signIn('user');
      const body = JSON.stringify({ 0: { username: 'ab' }, 1: { avatar_source: 5 } });
      const path = `${TRPC_ENDPOINT}/users.updateMe,users.updateMe?batch=1`;
      const { asked, batch } = await ask.send(session, {
        method: 'POST',
        path,
        headers: JSON_HEADERS,
        body,
      });
      const errors = batch.map((outcome) => {
        return 'value' in outcome
          ? (outcome.value as { readonly errors: unknown }).errors
          : outcome;
      });
      const expected = [
        { username: 'username must be at least 3 characters' },
        { avatar_source: 'avatar_source must be a string' },
      ];
      expectSame(asked, expected, errors);
    },
  });
}

function toQueryBatch(questions: readonly Question[]): RawQuestion {
  const ids = questions.map(({ operation }) => operation).join(',');
  const inputs = Object.fromEntries(questions.map(({ input }, at) => [at, input]));
  const input = encodeURIComponent(JSON.stringify(inputs));
  return { method: 'GET', path: `${TRPC_ENDPOINT}/${ids}?batch=1&input=${input}` };
}

function toRepeatedMe(times: number): RawQuestion {
  return toQueryBatch(Array.from({ length: times }, () => harmless['users.me']));
}
