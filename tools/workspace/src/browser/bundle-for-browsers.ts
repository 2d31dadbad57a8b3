import { join } from 'node:path';
import { rolldown } from 'rolldown';

/** One minified module, and the files that something of is in it. */
export interface Bundle {
  readonly code: string;
  readonly files: readonly string[];
}

/** Bundles a program for browsers as if it stood in that folder; throws when it imports what a browser has not. */
export async function bundleForBrowsers(program: string, folder: string): Promise<Bundle> {
  const entry = join(folder, 'bundled-program.ts');
  const bundle = await rolldown({
    input: entry,
    platform: 'browser',
    plugins: [
      {
        name: 'program',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? program : null),
      },
    ],
    onLog(_level, log) {
      throw new Error(log.message);
    },
  });
  const { output } = await bundle.generate({ format: 'es', minify: true });
  await bundle.close();
  const [{ code, modules }] = output;
  const used = Object.entries(modules).filter(([, { renderedLength }]) => renderedLength > 0);
  return { code, files: used.map(([file]) => file) };
}
