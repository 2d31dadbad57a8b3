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

test('what is known at once is answered at once', () => {
  const answer = { ok: true, value: 'answer' } as const;
  expect(answerWhenAvailable(() => answer, throwAgain)).toBe(answer);
});

test('a full disk is refused for now, and told, whenever it shows', async () => {
  const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
  const told: unknown[] = [];
  const fail = () => {
    throw full;
  };
  for (const work of [fail, async () => fail()]) {
    const answer = await answerWhenAvailable(work, (error) => void told.push(error));
    expect(answer).toEqual({ ok: false, error: { code: 'service_unavailable' } });
  }
  expect(told).toEqual([full, full]);
});

function throwAgain(error: unknown): never {
  throw error;
}
