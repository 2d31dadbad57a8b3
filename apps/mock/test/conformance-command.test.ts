import { runConformanceCommand } from '@portal/conformance/command';
import { expect, test } from 'vitest';
import { startMockProcess } from './run-mock.ts';

test.for([
  ['live', 'the population, by the rules', /^$/],
  // Examples have no rules: whatever follows from them is skipped, and the command says so.
  ['examples', 'the examples', /^portal-conformance: WARNING: \d+ of \d+ cases were skipped\n$/],
] as const)(
  'the command asks a mock in mode %s for sessions, and finds nothing wrong with it',
  async ([mode, world, warning]) => {
    await using mock = await startMockProcess(['--mode', mode]);
    const { code, stdout, stderr } = await runConformanceCommand([mock.url]);
    expect(stdout).toContain(`${mock.url}, whose answers are of ${world}\n`);
    expect(stdout).toMatch(/^\d+ passed, 0 failed, \d+ skipped\n$/m);
    expect(code).toBe(0);
    expect(stderr).toMatch(warning);
  },
);
