import type { Program } from './programs.ts';
import { spawnCommand } from './spawn-command.ts';

/** What a program needs of the machine beside Node, and the oldest that will do. */
const TOOLS = {
  'settings.sh': ['curl', [7, 84]],
  'settings.py': ['python3', [3, 8]],
  'settings.mjs': undefined,
} as const;

/** What has to be installed before these programs can run, or undefined. */
export async function findObstacle(programs: readonly Program[]): Promise<string | undefined> {
  for (const program of programs) {
    const tool = TOOLS[program];
    const obstacle = tool && (await findToolObstacle(tool[0], tool[1]));
    if (obstacle !== undefined) return obstacle;
  }
  return undefined;
}

export async function findToolObstacle(
  name: string,
  [major, minor]: readonly [number, number],
): Promise<string | undefined> {
  const { stdout } = await spawnCommand('sh', ['-c', `${name} --version`]).ended;
  const [found = 0, foundMinor = 0] = (/\d+\.\d+/.exec(stdout)?.[0] ?? '').split('.').map(Number);
  if (found > major || (found === major && foundMinor >= minor)) return undefined;
  return `${name} ${major}.${minor} or newer is missing (apt-get install ${name})`;
}
