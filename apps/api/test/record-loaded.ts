import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

// Preloaded by `--import`: when its process ends, the packages that were loaded are in the file that LOADED names.
const packages = new Set<string>();

registerHooks({
  load(url, context, nextLoad) {
    const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? [];
    if (name !== undefined) packages.add(name);
    return nextLoad(url, context);
  },
});

process.on('exit', () => {
  writeFileSync(process.env['LOADED'] ?? '', JSON.stringify([...packages].sort()));
});
