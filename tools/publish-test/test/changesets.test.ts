import { glob, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPublishedPackages, ROOT } from '../src/published-packages.ts';
import { runBesidePnpm } from '../src/run-pnpm.ts';
import { findProgram, run } from './run.ts';
import { copyManifests } from './workspace-copy.ts';

const published = findPublishedPackages();
const changeset = findProgram(ROOT, 'changeset');

test('a change of one released package gives all of them the next version, and no other package', async () => {
  await using workspace = await copyManifests();
  await removeChangesets(workspace.path);
  // Nothing depends on the client: its change moves the others by the configuration alone.
  const change = '---\n"@portal/client": patch\n---\n\nA change of one.\n';
  await writeFile(join(workspace.path, '.changeset/one.md'), change);
  const before = await readManifests(workspace.path);
  await runBesidePnpm([changeset, 'version'], workspace.path);
  const after = await readManifests(workspace.path);
  const expected = Object.entries(before).map(([file, text]) => {
    const isReleased = published.some(
      ({ folder }) => join(folder, 'package.json') === join(ROOT, file),
    );
    return [file, isReleased ? bumpPatch(text) : text];
  });
  // Word for word: versions are all that moves, so `catalog:` and `workspace:` stay as they are.
  expect(after).toEqual(Object.fromEntries(expected));
  const changelog = await readFile(join(workspace.path, 'packages/client/CHANGELOG.md'), 'utf8');
  expect(changelog).toContain('A change of one.');
});

test('the changesets that wait for a release can be read', async () => {
  await using workspace = await copyManifests();
  const { code, stdout, stderr } = await run([changeset, 'status'], workspace.path);
  expect(code, stdout + stderr).toBe(0);
});

async function removeChangesets(workspace: string): Promise<void> {
  for await (const file of glob('.changeset/*.md', { cwd: workspace })) {
    await rm(join(workspace, file));
  }
}

async function readManifests(workspace: string): Promise<Record<string, string>> {
  const manifests: Record<string, string> = {};
  for await (const file of glob('{packages,apps,tools,examples}/*/package.json', {
    cwd: workspace,
  })) {
    manifests[file] = await readFile(join(workspace, file), 'utf8');
  }
  return manifests;
}

function bumpPatch(manifest: string): string {
  return manifest.replace(
    /("version": "\d+\.\d+\.)(\d+)"/,
    (_all, start, patch) => `${start}${Number(patch) + 1}"`,
  );
}
