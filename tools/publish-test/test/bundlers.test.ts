import { join } from 'node:path';
import { build, createServer, type InlineConfig, preview } from 'vite';
import { expect, inject, test } from 'vitest';
import { readPage } from './read-page.ts';
import { REPORT } from './report.ts';

const root = inject('consumer');
test('a page has the mock in it while it is developed with Vite', async () => {
  const server = await createServer(settle());
  await using _ = { [Symbol.asyncDispose]: () => server.close() };
  await server.listen();
  expect(JSON.parse(await readPage(server.resolvedUrls?.local[0] ?? ''))).toEqual(REPORT);
});

test('a page has the mock in it once Vite has built it', async () => {
  await build(settle());
  const server = await preview(settle());
  await using _ = { [Symbol.asyncDispose]: () => server.close() };
  expect(JSON.parse(await readPage(server.resolvedUrls?.local[0] ?? ''))).toEqual(REPORT);
});

test.each([
  ['parseUsername', '@portal/domain', ['text.js', 'username/parse-username.js']],
  ['errorRegistry', '@portal/contract', ['errors/error-registry.js']],
])('who imports %s alone bundles nothing else of %s', async (name, from, expected) => {
  const modules = await bundle(`export { ${name} } from '${from}';`);
  expect(modules.map((id) => id.replace(/^.*\/dist\//, ''))).toEqual(expected);
});

/** Anew for each use, since Vite writes into what it is given. */
function settle(): InlineConfig {
  return {
    root,
    configFile: false,
    logLevel: 'silent',
    server: { host: '127.0.0.1', port: 0, hmr: false },
    preview: { host: '127.0.0.1', port: 0 },
  };
}

/** The modules from which something is left in the bundle of one file. */
async function bundle(source: string): Promise<readonly string[]> {
  const entry = join(root, 'entry.virtual.js');
  const plugin = {
    name: 'entry',
    resolveId: (id: string) => (id === entry ? id : undefined),
    load: (id: string) => (id === entry ? source : undefined),
  };
  const built = await build({
    ...settle(),
    plugins: [plugin],
    build: { write: false, lib: { entry, formats: ['es'] } },
  });
  const chunks = [built].flat().flatMap((part) => ('output' in part ? part.output : []));
  return chunks
    .flatMap((chunk) => ('modules' in chunk ? Object.entries(chunk.modules) : []))
    .filter(([id, { renderedLength }]) => id !== entry && renderedLength > 0)
    .map(([id]) => id);
}
