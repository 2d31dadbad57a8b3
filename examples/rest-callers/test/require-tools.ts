import { spawnCommand } from './spawn-command.ts';

/** What the programs need of the machine, and the oldest that will do. */
const TOOLS = [
  ['curl', [7, 84]],
  ['python3', [3, 8]],
] as const;

/** Throws, with what to install, where a program could not run: nothing is skipped. */
export async function requireTools(): Promise<void> {
  for (const [name, oldest] of TOOLS) await requireTool(name, oldest);
}

export async function requireTool(
  name: string,
  [major, minor]: readonly [number, number],
): Promise<void> {
  const { stdout } = await spawnCommand('sh', ['-c', `${name} --version`]).ended;
  const [found = 0, foundMinor = 0] = (/\d+\.\d+/.exec(stdout)?.[0] ?? '').split('.').map(Number);
  if (found > major || (found === major && foundMinor >= minor)) return;
  throw new Error(
    `the examples need ${name} ${major}.${minor} or newer: apt-get install ${name} brings it`,
  );
}
