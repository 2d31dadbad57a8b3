import { existsSync } from 'node:fs';
import { type InstalledChromium, unpackChromium } from './unpack-chromium.ts';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The browser that `CHROMIUM` names, else an installed Chrome or Chromium, else the one that came from npm.
 * Rejects on a machine for which npm has none.
 */
export async function findChromium(
  // biome-ignore lint/style/noProcessEnv: each machine says itself where its browser is
  named = process.env['CHROMIUM'],
  places: readonly string[] = PLACES,
): Promise<InstalledChromium> {
  const executablePath = named || places.find((place) => existsSync(place));
  if (executablePath !== undefined) return { executablePath, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return unpackChromium();
  throw new Error(
    `npm has no browser for ${process.platform} on ${process.arch}: install Chrome or Chromium, or set CHROMIUM to the path of one`,
  );
}
