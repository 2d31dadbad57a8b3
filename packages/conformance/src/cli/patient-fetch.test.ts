import { type LocalServer, serveLocally } from '@portal/workspace/serve-locally';
import { expect, test } from 'vitest';
import { createPatientFetch } from './patient-fetch.ts';

test('what is over the limit is asked again after the wait, body and all', async () => {
  await using server = await startServer([429, 200]);
  const { waits, notes, answer } = await post(server.url);
  expect({ waits, notes }).toEqual({
    waits: [7000],
    notes: ['over the request limit; sending it again in 7 seconds'],
  });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe('the body');
});

test('what stays over the limit is an answer in the end', async () => {
  await using server = await startServer([429, 429, 429]);
  const { waits, answer } = await post(server.url);
  expect(waits).toHaveLength(2);
  expect(answer.status).toBe(429);
});

test('any other answer is one at once', async () => {
  await using server = await startServer([503]);
  const { waits, answer } = await post(server.url);
  expect(waits).toEqual([]);
  expect(answer.status).toBe(503);
});

async function post(url: string) {
  const waits: number[] = [];
  const notes: string[] = [];
  const patient = createPatientFetch({
    note: (text) => notes.push(text),
    wait: async (milliseconds) => void waits.push(milliseconds),
  });
  const answer = await patient(new Request(url, { method: 'POST', body: 'the body' }));
  return { waits, notes, answer };
}

/** Echoes bodies with one status after the other. */
function startServer(statuses: readonly number[]): Promise<LocalServer> {
  const left = [...statuses];
  return serveLocally((request, response) => {
    response.writeHead(left.shift() ?? 500, { 'Retry-After': '7' });
    request.pipe(response);
  });
}
