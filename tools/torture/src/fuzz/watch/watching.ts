import { appendFileSync } from 'node:fs';

/** Runs inside the server, by `--import`: at each SIGUSR2 a line with what is seen from there is added to a file. */
const file = new URL(import.meta.url).searchParams.get('file') ?? '';
/** Shared by all code of a process, so whatever is added to one of them is everywhere. */
const SHARED = {
  Object,
  Array,
  Function,
  String,
  Number,
  Boolean,
  Symbol,
  Promise,
  Map,
  Set,
  Error,
};

process.on('SIGUSR2', () => appendFileSync(file, `${JSON.stringify(look())}\n`));

function look(): object {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const names = Object.entries(SHARED).flatMap(([name, shared]) =>
    [shared, shared.prototype].flatMap((object, at) =>
      Reflect.ownKeys(object).map((key) => `${name}${at === 0 ? '' : '.prototype'}.${String(key)}`),
    ),
  );
  return { memory: heapUsed + external, handles: process.getActiveResourcesInfo(), names };
}
