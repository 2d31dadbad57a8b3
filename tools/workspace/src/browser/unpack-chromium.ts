import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A browser's program, and what its process needs in its environment. */
export interface InstalledChromium {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

const PROGRAM = fileURLToPath(new URL('./inflate-chromium.ts', import.meta.url));
const CACHE = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));
const MANIFEST = new URL('../package.json', import.meta.resolve('@sparticuz/chromium'));

/** The browser that came from npm, unpacked once for each version; it brings its libraries and its fonts. */
export async function unpackChromium(cache = CACHE): Promise<InstalledChromium> {
  const { version } = JSON.parse(await readFile(MANIFEST, 'utf8'));
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) await unpackInto(folder, cache);
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  };
}

/** Test files that unpack at the same time each have a folder of their own, and one of them becomes the folder of all. */
async function unpackInto(folder: string, cache: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const own = await mkdtemp(join(cache, 'unpacking-'));
  // The package unpacks to the folder for temporary files, and its libraries only for Amazon's machines.
  const env = { TMPDIR: own, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  await promisify(execFile)(process.execPath, [PROGRAM], { env });
  await writeFile(join(own, 'fonts/fonts.conf'), toFontSettings(folder));
  await rename(own, folder).catch((error: unknown) => {
    if (!existsSync(folder)) throw error;
  });
  await rm(own, { recursive: true, force: true });
}

function toFontSettings(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}
