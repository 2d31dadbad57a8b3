import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFolder } from './create-folder.ts';
import { startBench } from './run-bench.ts';

test.each(['SIGINT', 'SIGHUP'] as const)(
  '%s ends the run as SIGTERM does',
  { timeout: 120_000 },
  async (signal) => {
    await using folder = await createFolder();
    const args = ['profile', '--users', '200', '--rounds', '100000', '--only', 'baseline'];
    const { child, notes, ended } = startBench(folder.path, args);
    await expect.poll(notes, { timeout: 60_000 }).toContain('profile: baseline');
    process.kill(child.pid ?? 0, signal);
    expect(await ended).toMatchObject({ code: 130, stdout: '' });
    expect(readdirSync(join(folder.path, '.cache/portal-bench'))).toHaveLength(1);
  },
);
