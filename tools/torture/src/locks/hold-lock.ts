import Sqlite from 'better-sqlite3';

const [file = '', kind] = process.argv.slice(2);
const sqlite = new Sqlite(file, { timeout: 20_000 });
sqlite.exec(kind === 'write' ? 'begin immediate' : 'begin');
sqlite.prepare('select count(*) from users').get();
process.stdout.write('held\n');
// It is killed when it is no longer needed; when its parent is gone, its standard input ends. What is not
// mentioned again would be collected, and its lock with it.
process.stdin.resume().on('end', () => sqlite.close());
