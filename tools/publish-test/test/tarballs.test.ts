import { globSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { problemAffectsResolutionKind } from '@arethetypeswrong/core/problems';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, inject, test } from 'vitest';
import { findPublishedPackages, type Manifest, ROOT } from '../src/published-packages.ts';
import { readTarball } from '../src/read-tarball.ts';

const published = findPublishedPackages();
const packed = inject('packed');

/** Who may import an ESM package: `attw --profile esm-only` looks at the same. */
const RESOLUTIONS = ['node16-esm', 'bundler'] as const;
/** What a package has beside its built sources. */
const FILES_OF_EACH = ['LICENSE', 'README.md', 'package.json'];
const FILES_BESIDE: Readonly<Record<string, readonly string[]>> = {
  '@portal/contract': ['openapi.json'],
};

/** The contract turns off zod's compiling in pages, whatever else of it is used. */
const SIDE_EFFECTS: Readonly<Record<string, readonly string[]>> = {
  '@portal/contract': ['**/zod.*'],
};

test('these packages are released, and no others', () => {
  const names = published.map(({ name }) => name);
  expect(names).toEqual([
    '@portal/client',
    '@portal/contract',
    '@portal/domain',
    '@portal/mocks',
    '@portal/server',
  ]);
  expect(packed.map(({ name }) => name).toSorted()).toEqual(names);
});

describe.each(published)('the tarball of $name', ({ name, folder, manifest }) => {
  const file = packed.find((one) => one.name === name)?.file ?? '';

  test('holds the built sources, without tests, and what a stranger looks for first', async () => {
    const { files } = await readTarball({ name, file });
    const expected = [...listBuilt(folder), ...FILES_OF_EACH, ...(FILES_BESIDE[name] ?? [])];
    const changelog = globSync('CHANGELOG.md', { cwd: folder });
    expect([...files.keys()].toSorted()).toEqual([...expected, ...changelog].toSorted());
  });

  test('has the README, the licence and the document as they are in the workspace', async () => {
    const { files } = await readTarball({ name, file });
    for (const [path, source] of [
      ['LICENSE', join(ROOT, 'LICENSE')],
      ['README.md', join(folder, 'README.md')],
      ...(FILES_BESIDE[name] ?? []).map((path) => [path, join(folder, path)] as const),
    ] as const) {
      expect(toText(files.get(path))).toBe(readFileSync(source, 'utf8'));
    }
  });

  test('tells nothing of the machine that packed it', async () => {
    const { files } = await readTarball({ name, file });
    const texts = [...files].filter(([, bytes]) => {
      return [ROOT, homedir(), '/node_modules/'].some((path) => toText(bytes).includes(path));
    });
    expect(texts.map(([path]) => path)).toEqual([]);
  });

  test('depends on ranges, of which the range of ours begins at its own version', async () => {
    const { files } = await readTarball({ name, file });
    const { dependencies = {} }: Manifest = JSON.parse(toText(files.get('package.json')));
    for (const [dependency, range] of Object.entries(dependencies)) {
      expect(range).toMatch(/^\^\d+\.\d+\.\d+$/);
      if (dependency.startsWith('@portal/')) expect(range).toBe(`^${manifest.version}`);
    }
    expect(Object.keys(dependencies)).toEqual(Object.keys(manifest.dependencies ?? {}));
  });

  test('exports by the same names what the workspace does, built', async () => {
    const { files } = await readTarball({ name, file });
    const { exports }: Manifest = JSON.parse(toText(files.get('package.json')));
    expect(exports).toEqual(toBuiltExports(manifest.exports));
  });

  test('says what npm, bundlers and searches ask for', () => {
    const { license, type, sideEffects, engines, keywords, publishConfig } = manifest;
    expect(sideEffects).toEqual(SIDE_EFFECTS[name] ?? false);
    expect({ license, type, engines, publishConfig }).toMatchObject({
      license: 'MIT',
      type: 'module',
      engines: { node: '>=22.12' },
      publishConfig: { access: 'public' },
    });
    expect(keywords).toContain('portal');
  });

  test('passes publint, suggestions included', async () => {
    const tarball = Uint8Array.from(readFileSync(file)).buffer;
    const { messages, pkg = {} } = await publint({ pack: { tarball }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test('has the right types for Node and for bundlers', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(readFileSync(file)));
    if (analysis.types === false) throw new Error('no types were found');
    const problems = analysis.problems.filter((problem) =>
      RESOLUTIONS.some((kind) => problemAffectsResolutionKind(problem, kind, analysis)),
    );
    expect(problems).toEqual([]);
    expect(Object.keys(analysis.entrypoints)).toEqual(listEntrypoints(manifest.exports));
  });
});

/** What the compiler makes of the sources: two files of each, and data as it is. */
function listBuilt(folder: string): readonly string[] {
  const sources = globSync('src/**/*.{ts,json}', { cwd: folder });
  return sources
    .filter((path) => !path.endsWith('.test.ts'))
    .map((path) => path.replace(/^src/, 'dist'))
    .flatMap((path) =>
      path.endsWith('.ts') ? [toBuilt(path, '.js'), toBuilt(path, '.d.ts')] : path,
    );
}

function listEntrypoints(exports: Manifest['exports']): readonly string[] {
  return typeof exports === 'string' ? ['.'] : Object.keys(exports);
}

function toBuiltExports(exports: Manifest['exports']): object {
  const entries = typeof exports === 'string' ? [['.', exports]] : Object.entries(exports);
  return Object.fromEntries(
    entries.map(([name, path]) => {
      if (typeof path !== 'string' || !path.endsWith('.ts')) return [name, path];
      const built = path.replace('./src/', './dist/');
      return [name, { types: toBuilt(built, '.d.ts'), default: toBuilt(built, '.js') }];
    }),
  );
}

function toBuilt(path: string, extension: string): string {
  return path.replace(/\.ts$/, extension);
}

function toText(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}
