#!/bin/sh
# Node 20.20.2 and 24.21.0 (npm package `node`). Guess: node:readline reads NDJSON, one value a line, since
# JSON.stringify escapes every line break.
# Seen: JSON.stringify writes U+2028 raw, and readline of Node 24 ends a line there; Node 20 did not.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > npm.log
npm install --silent --allow-scripts=node node20@npm:node@20.20.2 node24@npm:node@24.21.0 2> /dev/null ||
  npm install --silent node20@npm:node@20.20.2 node24@npm:node@24.21.0
cat > run.mjs <<'JS'
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
const text = `${JSON.stringify({ name: 'a\u2028b' })}\n`;
let lines = 0;
for await (const _ of createInterface({ input: Readable.from([text]) })) lines += 1;
console.log(process.version, lines);
JS
seen="$(node_modules/node20/bin/node run.mjs) $(node_modules/node24/bin/node run.mjs)"
echo "seen: $seen"
[ "$seen" = 'v20.20.2 1 v24.21.0 2' ]
