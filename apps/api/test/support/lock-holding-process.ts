import Sqlite from 'better-sqlite3';

// Holds the write lock of the file it is given from its first word until its input ends.
const sqlite = new Sqlite(process.argv[2] ?? '');
sqlite.exec('begin immediate');
process.stdout.write('holding\n');
process.stdin.on('end', () => {
  sqlite.exec('rollback');
  sqlite.close();
});
process.stdin.resume();
