import { expect, test } from 'vitest';
import { startTestMock } from './test-mock.ts';

const SESSION = { cookie: 'psession=any' };
/** Sooner than a server closes what is idle. */
const AT_ONCE = { timeout: 4000 };

test('the fault reset resets the connection', async () => {
  await using mock = await startTestMock();
  const answer = fetch(`${mock.url}/v1/users/me`, { headers: { 'mock-fault': 'reset' } });
  await expect(answer).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
});

test('the fault truncate sends half of the body and closes', AT_ONCE, async () => {
  await using mock = await startTestMock();
  const headers = { ...SESSION, 'mock-fault': 'truncate' };
  const answer = await fetch(`${mock.url}/v1/users/me`, { headers });
  expect(answer.status).toBe(200);
  const { text, error } = await readUntilError(answer);
  expect(text).toMatch(/^\{"id":42,.*"linked_platforms":\[\{$/);
  expect(error).toMatchObject({ message: 'terminated' });
});

test('the fault truncate leaves HEAD its headers', AT_ONCE, async () => {
  await using mock = await startTestMock();
  const headers = { ...SESSION, 'mock-fault': 'truncate' };
  const answer = await fetch(`${mock.url}/v1/users/me`, { method: 'HEAD', headers });
  expect([answer.status, await answer.text()]).toEqual([200, '']);
});

test('the fault malformed sends what is no JSON, to its end', async () => {
  await using mock = await startTestMock();
  const headers = { ...SESSION, 'mock-fault': 'malformed' };
  const answer = await fetch(`${mock.url}/v1/users/me`, { headers });
  const text = await answer.text();
  expect(text).toContain('"id":42');
  expect(() => JSON.parse(text)).toThrow(SyntaxError);
});

test('the fault timeout answers nothing until the client gives up', async () => {
  await using mock = await startTestMock();
  const giveUp = new AbortController();
  const answer = fetch(`${mock.url}/v1/users/me`, {
    headers: { 'mock-fault': 'timeout' },
    signal: giveUp.signal,
  });
  const heard = async () => (await fetch(`${mock.url}/__mock/requests`)).json();
  await expect.poll(heard).toHaveLength(1);
  giveUp.abort();
  await expect(answer).rejects.toThrow('aborted');
});

test('a fault spoils one answer and no other', async () => {
  await using mock = await startTestMock();
  const url = `${mock.url}/v1/users/me`;
  const faults = ['truncate', 'reset', 'malformed'].map((fault) =>
    fetch(url, { headers: { ...SESSION, 'mock-fault': fault } })
      .then((answer) => answer.json())
      .catch(() => 'spoilt'),
  );
  const sound = fetch(url, { headers: SESSION }).then((answer) => answer.json());
  expect(await Promise.all(faults)).toEqual(['spoilt', 'spoilt', 'spoilt']);
  expect(await sound).toMatchObject({ id: 42 });
});

async function readUntilError(answer: Response): Promise<{ text: string; error: unknown }> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of answer.body ?? []) text += decoder.decode(chunk);
    return { text, error: undefined };
  } catch (error) {
    return { text, error };
  }
}
