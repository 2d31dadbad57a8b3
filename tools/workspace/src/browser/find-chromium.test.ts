import { execFile } from 'node:child_process';
import { mkdtempDisposable, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';
import { unpackChromium } from './unpack-chromium.ts';

test('the browser that is named comes before one that is installed', async () => {
  const { executablePath } = await findChromium('/opt/my/chrome', [process.execPath]);
  expect(executablePath).toBe('/opt/my/chrome');
});

test('an installed browser is found in the first place that has one', async () => {
  const { executablePath } = await findChromium('', ['/nowhere/chromium', process.execPath]);
  expect(executablePath).toBe(process.execPath);
});

test.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'a machine without a browser gets the one from npm (which is for Linux on x64), once, however many unpack it',
  { timeout: 240_000 },
  async () => {
    await using cache = await mkdtempDisposable(join(tmpdir(), 'portal-chromium-'));
    const [one, other] = await Promise.all([1, 2].map(() => unpackChromium(cache.path)));
    expect(one).toEqual(other);
    expect(await readdir(cache.path)).toEqual([expect.stringMatching(/^chromium-\d+/)]);
    const { executablePath, env } = await unpackChromium(cache.path);
    const { stdout } = await promisify(execFile)(executablePath, ['--version'], { env });
    expect(stdout).toMatch(/^(Chromium|Google Chrome|HeadlessChrome) /);
  },
);
