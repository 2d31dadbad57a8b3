import { cp, glob, mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../src/published-packages.ts';
import { run } from './run.ts';

const COPIED = [
  'package.json',
  'pnpm-*.yaml',
  '.changeset/*',
  '{packages,apps,tools,examples}/*/package.json',
];
const COMMIT = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', 'commit', '--quiet'];

/** The manifests and changesets of this workspace in a repository of their own, which a test may change. */
export async function copyManifests(): Promise<AsyncDisposable & { readonly path: string }> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'portal-manifests-'));
  for await (const file of glob(COPIED, { cwd: ROOT })) {
    await cp(join(ROOT, file), join(folder.path, file));
  }
  await run(['git', 'init', '--quiet', '--initial-branch', 'main'], folder.path);
  await run(['git', 'add', '.'], folder.path);
  await run(['git', ...COMMIT, '--message', 'Everything'], folder.path);
  return folder;
}
