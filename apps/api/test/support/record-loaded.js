import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

// Preloaded by `--import`: when its process ends, what was loaded is in the file that LOADED names. JavaScript, because
// whether Node loads what strips types is part of that.
/** @type {Set<string>} */
const packages = new Set();

registerHooks({
  load(url, context, nextLoad) {
    const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? [];
    if (name !== undefined) packages.add(name);
    return nextLoad(url, context);
  },
});

process.on('exit', () => {
  const loaded = { packages: [...packages].sort(), ofNode: Reflect.get(process, 'moduleLoadList') };
  writeFileSync(process.env['LOADED'] ?? '', JSON.stringify(loaded));
});
