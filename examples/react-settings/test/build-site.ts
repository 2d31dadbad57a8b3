import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { runCommand } from './run-command.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the page, built as it would be deployed. */
    readonly site: string;
  }
}

/** Builds the page once for all test files. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'react-settings-'));
  await runCommand({ from: 'vite', name: 'vite', args: ['build', '--outDir', folder] });
  project.provide('site', folder);
  return () => rm(folder, { recursive: true });
}
