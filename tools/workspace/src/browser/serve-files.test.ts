import { expect, test } from 'vitest';
import { serveFiles } from './serve-files.ts';

test('files are served by their path and with their type, and nothing else is', async () => {
  await using server = await serveFiles({ '/': '<h1>', '/client.js': 'export {}' });
  const answers = await Promise.all(
    ['/', '/client.js?again', '/toString'].map(async (path) => {
      const answer = await fetch(server.url + path);
      return [answer.status, answer.headers.get('content-type'), await answer.text()];
    }),
  );
  expect(answers).toEqual([
    [200, 'text/html', '<h1>'],
    [200, 'text/javascript', 'export {}'],
    [404, 'text/html', ''],
  ]);
});
