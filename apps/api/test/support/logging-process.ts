import { createLogger } from '../../src/logger.ts';

// Writes so many lines with some in the middle of a buffer, and then ends as it is told.
const [count = '1', end = 'exit'] = process.argv.slice(2);
const logger = createLogger('info');
for (let line = 0; line < Number(count); line += 1) logger.info({ line });
process.stdout.write('logged\n');
switch (end) {
  case 'exit':
    process.exit(0);
    break;
  case 'throw':
    setImmediate(() => {
      throw new Error('a bug');
    });
    break;
  default:
    setInterval(() => undefined, 60_000);
}
