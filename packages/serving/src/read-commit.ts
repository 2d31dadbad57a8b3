import { execFileSync } from 'node:child_process';

/** The commit that runs: what the build noted in `PORTAL_COMMIT`, else what git says of this checkout, else `unknown`. */
export function readCommit(): string {
  // biome-ignore lint/style/noProcessEnv: noted by the build of an image, not a setting of a server
  return process.env['PORTAL_COMMIT'] || readCheckout() || 'unknown';
}

/** A service may run from a checkout of another user, which git refuses unless told that it is safe. */
function readCheckout(): string {
  const git = ['-c', 'safe.directory=*', 'describe', '--always', '--dirty', '--exclude=*'];
  try {
    return execFileSync('git', git, {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}
