import type { TestContext } from 'vitest';
import { findMissing, type Tool } from './optional-tools.ts';

/** Skips a test on a machine that lacks what it drives; where all tools are required, it fails instead. */
export function needTools(context: TestContext, ...tools: readonly Tool[]): void {
  skipFor(context, findMissing(tools));
}

/** Skips a test for what stands in its way, if anything does; where all tools are required, it fails instead. */
export function skipFor({ skip }: TestContext, obstacle: string | undefined): void {
  if (obstacle === undefined) return;
  // biome-ignore lint/style/noProcessEnv: who runs all tests on a prepared machine says so there
  if (process.env['PORTAL_TEST_TOOLS'] === 'required') throw new Error(obstacle);
  skip(obstacle);
}
