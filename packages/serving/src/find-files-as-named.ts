import { registerHooks } from 'node:module';

const RELATIVE = /^\.\.?\//;

/**
 * From here on a module that another imports by its path is the file of that path, and nothing else is looked at.
 * Node would ask the disk of each of 600 files whether it is there and no link, a sixth of what a start costs.
 */
export function findFilesAsNamed(): void {
  registerHooks({
    resolve(name, context, nextResolve) {
      const { parentURL, conditions } = context;
      // What CommonJS requires may be a folder, or lack its ending.
      if (parentURL === undefined || conditions.includes('require') || !RELATIVE.test(name)) {
        return nextResolve(name, context);
      }
      return { url: new URL(name, parentURL).href, shortCircuit: true };
    },
  });
}
