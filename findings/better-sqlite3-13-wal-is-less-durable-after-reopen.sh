#!/bin/sh
# better-sqlite3 13.2.0 (SQLite 3.54.1). Guess: `synchronous` of a WAL database is the same at each open.
# Seen: the connection that switches a file to WAL has 2 (FULL); the same file opened again has 1 (NORMAL), since
# the build sets a default of its own for files that are in WAL already. State it at every open.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > npm.log && npm install --silent better-sqlite3@13.2.0 node@24.21.0
cat > run.mjs <<'JS'
import Database from 'better-sqlite3';
for (let open = 0; open < 2; open += 1) {
  const db = new Database('a.db');
  db.pragma('journal_mode = WAL');
  console.log(db.pragma('synchronous', { simple: true }));
  db.close();
}
JS
seen=$(node_modules/.bin/node run.mjs | tr '\n' ' ')
echo "seen: $seen"
[ "$seen" = '2 1 ' ]
