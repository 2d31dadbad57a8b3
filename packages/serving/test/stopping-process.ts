import { once } from 'node:events';
import { stopOnSignal } from '../src/stop-on-signal.ts';

// Tells when it stops, which lasts until its input ends.
stopOnSignal(async () => {
  process.stdout.write('stopping\n');
  await once(process.stdin.resume(), 'end');
});
const lasting = setInterval(() => {}, 1000);
process.stdin.once('end', () => clearInterval(lasting));
process.stdout.write('ready\n');
