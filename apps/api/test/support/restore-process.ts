import { restoreBackup } from '../../src/store/sqlite/file/backup/restore-backup.ts';

// Restores a backup over a database, and dies without a last word right after the step it is given.
const [step, file = '', db = ''] = process.argv.slice(2);

await restoreBackup({ file, db, replace: true, keepSessions: true }, (done) => {
  if (done === step) process.kill(process.pid, 'SIGKILL');
});
