import { OperatorError } from '../src/operator-error.ts';
import { prepareProcess } from '../src/prepare-process.js';
import { runCommandLine } from '../src/run-command-line.ts';

prepareProcess();

// A command line that ends as its argument says.
const ends: Readonly<Record<string, () => void>> = {
  refused() {
    throw new OperatorError('the port\nis taken');
  },
  broken() {
    throw new TypeError('a bug');
  },
};

await runCommandLine({
  name: 'portal-test',
  load: async () => ({ parseAsync: async () => ends[process.argv[2] ?? '']?.() }),
});
