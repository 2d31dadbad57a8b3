#!/bin/sh
# hono 4.13.19. Guess: a header set with c.header() before next() is on the response, whatever the handler returns.
# Seen: a handler that returns a raw `Response` loses the header, unless something read `c.res` in between.
#   handler returns c.body()                        -> x-before: 1
#   handler returns new Response()                  -> x-before: null
#   the same, and a middleware read c.res before it -> x-before: 1
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > npm.log && npm install --silent hono@4.13.19
cat > run.mjs <<'JS'
import { Hono } from 'hono';
const ask = async (handler, read) => {
  const app = new Hono();
  app.use(async (c, next) => {
    c.header('x-before', '1');
    if (read) c.res;
    await next();
  });
  app.get('/', handler);
  return (await app.request('/')).headers.get('x-before');
};
console.log(await ask((c) => c.body('text'), false));
console.log(await ask(() => new Response('text'), false));
console.log(await ask(() => new Response('text'), true));
JS
seen=$(node run.mjs | tr '\n' ' ')
echo "seen: $seen"
[ "$seen" = '1 null 1 ' ]
