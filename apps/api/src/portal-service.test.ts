import { expect, test } from 'vitest';
import { answerWhenAvailable } from './portal-service.ts';

test('a question that finds the database busy for a moment is asked again', async () => {
  const busy = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY_RECOVERY' });
  let asked = 0;
  const answerTheThirdTime = async () => {
    asked += 1;
    if (asked < 3) throw busy;
    return { ok: true, value: 'answer' } as const;
  };
  const answer = await answerWhenAvailable(answerTheThirdTime, throwAgain);
  expect([answer, asked]).toEqual([{ ok: true, value: 'answer' }, 3]);
});

function throwAgain(error: unknown): never {
  throw error;
}
