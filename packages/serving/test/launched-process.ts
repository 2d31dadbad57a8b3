import { stopOnSignal } from '../src/stop-on-signal.ts';

// Serves nothing, but stops as a server does.
stopOnSignal(async () => void process.stdout.write('stopped\n'));
setInterval(() => undefined, 60_000);
process.stdout.write(`${process.pid}\n`);
