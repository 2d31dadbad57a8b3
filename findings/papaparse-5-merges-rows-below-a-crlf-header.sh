#!/bin/sh
# papaparse 5.7.1 beside csv-parse 7.0.3. A spreadsheet wrote the header with CRLF, a script appended rows with LF.
# Guess: each line is a row, or the file is refused.
# Seen: papaparse takes CRLF for the only line break and joins the two rows into one, with a mismatch of fields as its
# only sign. csv-parse refuses, unless `record_delimiter` names both line breaks; then it reads two rows.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > npm.log && npm install --silent papaparse@5.7.1 csv-parse@7.0.3
cat > run.mjs <<'JS'
import { parse } from 'csv-parse/sync';
import Papa from 'papaparse';
const text = 'id,name\r\n1,ann\n2,bob\n';
const { data, errors } = Papa.parse(text, { header: true });
console.log(data.length, errors[0].code);
try {
  console.log(parse(text, { columns: true }).length);
} catch (error) {
  console.log(error.code);
}
console.log(parse(text, { columns: true, record_delimiter: ['\r\n', '\n'] }).length);
JS
seen=$(node run.mjs | tr '\n' ' ')
echo "seen: $seen"
[ "$seen" = '1 TooManyFields CSV_RECORD_INCONSISTENT_COLUMNS 2 ' ]
