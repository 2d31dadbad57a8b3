import { createBackup } from '../../src/store/sqlite/file/backup/create-backup.ts';

// Backs up a database, and dies without a last word right after the step it is given.
const [step, db = '', file = ''] = process.argv.slice(2);

await createBackup(db, file, (done) => {
  if (done === step) process.kill(process.pid, 'SIGKILL');
});
