import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that a few tests drive, and the Debian packages that bring them. */
const PACKAGES = {
  bash: 'bash',
  curl: 'curl',
  prlimit: 'util-linux',
  python3: 'python3',
  strace: 'strace',
} as const;

export type Tool = keyof typeof PACKAGES;
export const TOOLS = Object.keys(PACKAGES) as readonly Tool[];

/** What of these tools is missing and how to get it, or undefined where nothing is. */
export function findMissing(
  tools: readonly Tool[] = TOOLS,
  // biome-ignore lint/style/noProcessEnv: a shell finds its programs there
  path = process.env['PATH'] ?? '',
): string | undefined {
  const missing = tools.filter((tool) => !isInstalled(tool, path));
  if (missing.length === 0) return undefined;
  const verb = missing.length === 1 ? 'is' : 'are';
  const packages = missing.map((tool) => PACKAGES[tool]);
  return `${missing.join(', ')} ${verb} missing (apt-get install ${packages.join(' ')})`;
}

function isInstalled(tool: Tool, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, tool), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
