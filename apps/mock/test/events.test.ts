import { expect, test } from 'vitest';
import { startTestMock } from './test-mock.ts';

const MOST_CLIENTS = 16;

test('events begin with the journal as it is, and go on with each request', async () => {
  await using mock = await startTestMock();
  await fetch(`${mock.url}/v1/users/me`);
  await using events = await openEvents(mock.url);
  expect(events.answer.headers.get('content-type')).toBe('text/event-stream');
  expect(await events.next()).toMatchObject({ event: 'journal', data: [{ id: 1 }] });
  await fetch(`${mock.url}/v1/users/profile/exampleuser`);
  expect(await events.next()).toMatchObject({
    event: 'request',
    data: { id: 2, path: '/v1/users/profile/exampleuser', status: 401 },
  });
  await fetch(`${mock.url}/__mock/requests`, { method: 'DELETE' });
  expect(await events.next()).toEqual({ event: 'journal', data: [] });
});

test('a bounded number may listen, and one who leaves makes room', async () => {
  await using mock = await startTestMock();
  const clients = await Promise.all(
    Array.from({ length: MOST_CLIENTS }, () => openEvents(mock.url)),
  );
  const refused = await fetch(`${mock.url}/__mock/events`);
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ error: 'Service unavailable' });
  await clients[0]?.[Symbol.asyncDispose]();
  const knock = async () => {
    const answer = await fetch(`${mock.url}/__mock/events`);
    await answer.body?.cancel();
    return answer.status;
  };
  await expect.poll(knock).toBe(200);
  await Promise.all(clients.map((client) => client[Symbol.asyncDispose]()));
});

test('whoever asks for the headers alone takes no place', async () => {
  await using mock = await startTestMock();
  for (let count = 0; count <= MOST_CLIENTS; count += 1) {
    const answer = await fetch(`${mock.url}/__mock/events`, { method: 'HEAD' });
    expect(answer.status).toBe(200);
  }
});

test('a stop ends every stream', async () => {
  await using mock = await startTestMock();
  await using events = await openEvents(mock.url);
  expect(await events.next()).toMatchObject({ event: 'journal' });
  await mock.close();
  expect(await events.next()).toBeUndefined();
});

interface Events extends AsyncDisposable {
  readonly answer: Response;
  /** The next event, or undefined when the stream ended. */
  next(): Promise<{ event: string; data: unknown } | undefined>;
}

async function openEvents(url: string): Promise<Events> {
  const leave = new AbortController();
  const answer = await fetch(`${url}/__mock/events`, { signal: leave.signal });
  const chunks = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    answer,
    async next() {
      while (!text.includes('\n\n')) {
        const chunk = await chunks?.read();
        if (chunk?.value === undefined) return undefined;
        text += chunk.value;
      }
      const end = text.indexOf('\n\n');
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const field = (name: string) =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
      return { event: field('event'), data: JSON.parse(field('data')) };
    },
    async [Symbol.asyncDispose]() {
      await chunks?.cancel().catch(() => undefined);
      leave.abort();
    },
  };
}
