import { writeFileSync } from 'node:fs';

// Preloaded by `--import`: when its process ends, the parts of Node that it loaded are in the file that LOADED names.
// JavaScript, because a type to strip would load one of them.
process.on('exit', () => {
  const loaded = Reflect.get(process, 'moduleLoadList');
  writeFileSync(process.env['LOADED'] ?? '', JSON.stringify(loaded));
});
