import { serve } from '../src/node/index.ts';

const LARGE = Buffer.alloc(1_730_000, 'x');

/** What each answer does with the 1.7 MB: it sends the same bytes, or a copy as a middleware makes one. */
function answer(path: string): Response {
  if (path === '/memory') return Response.json(process.memoryUsage.rss());
  return new Response(path === '/copied' ? Buffer.from(LARGE) : LARGE);
}

const { url } = await serve(({ url: asked }) => answer(new URL(asked).pathname), {
  host: '127.0.0.1',
  port: 0,
  maxRequestsPerConnection: 1000,
});
process.stdout.write(`${url}\n`);
