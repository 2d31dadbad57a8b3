import type { Ended } from '@portal/workspace/spawn-program';
import { spawnCommand } from './spawn-command.ts';

/** How each is run. Python without its site packages, and with its warnings as errors. */
const COMMANDS = {
  'settings.sh': ['sh'],
  'settings.py': ['python3', '-I', '-S', '-W', 'error'],
  'settings.mjs': ['node'],
} as const;

export type Program = keyof typeof COMMANDS;
export const PROGRAMS = Object.keys(COMMANDS) as readonly Program[];

export interface Caller {
  readonly url: string;
  readonly cookie?: string;
  readonly profile?: string;
}

/** Runs one of the programs to its end, which no signal brings about. */
export async function runProgram(
  program: Program,
  { url, cookie, profile }: Caller,
): Promise<Omit<Ended, 'signal'>> {
  const [command, ...options] = COMMANDS[program];
  const args = [...options, program, ...(profile === undefined ? [] : [profile])];
  const env = { PORTAL_URL: url, ...(cookie !== undefined && { PORTAL_COOKIE: cookie }) };
  const { code, stdout, stderr } = await spawnCommand(command, args, env).ended;
  return { code, stdout, stderr };
}
