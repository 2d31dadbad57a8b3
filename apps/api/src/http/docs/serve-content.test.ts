import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { type Content, serveContent } from './serve-content.ts';

test('content is read at the first request, and once for all who ask meanwhile', async () => {
  let reads = 0;
  const app = serve(async () => Buffer.from(`read ${++reads}`));
  expect(reads).toBe(0);
  const answers = await Promise.all([app.request('/'), app.request('/')]);
  const later = await app.request('/');
  expect(await Promise.all([...answers, later].map((answer) => answer.text()))).toEqual(
    Array(3).fill('read 1'),
  );
});

test('content that could not be read is read again at the next request', async () => {
  let reads = 0;
  const app = serve(async () => {
    reads += 1;
    if (reads === 1) throw new Error('too many open files');
    return Buffer.from('read');
  });
  const statuses = [(await app.request('/')).status, (await app.request('/')).status];
  expect([statuses, reads]).toEqual([[500, 200], 2]);
});

test('other content has another ETag', async () => {
  const [a, b] = [serve(async () => Buffer.from('a')), serve(async () => Buffer.from('b'))];
  const [first, second] = await Promise.all([a.request('/'), b.request('/')]);
  expect(first?.headers.get('etag')).not.toBe(second?.headers.get('etag'));
});

function serve(read: Content['read']): Hono {
  const app = new Hono();
  app.onError((error, c) => c.text(error.message, 500));
  return app.get('/', serveContent({ headers: {}, read }));
}
