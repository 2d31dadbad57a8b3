import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { EXAMPLE_VIEWERS, SESSION_COOKIE } from '@portal/contract';
import type { Cookies } from './command-options.ts';

const runFile = promisify(execFile);

export interface SignInOptions {
  /** With `{viewer}` in place of the viewer; its words are split at spaces. */
  readonly command: string;
  /** Sessions that exist already; the command is not run for their viewers. */
  readonly cookies: Cookies;
  readonly note: (text: string) => void;
}

/** Runs a command for each viewer and reads the session cookie that it prints; a viewer it fails for has no session. */
export async function collectSessions(options: SignInOptions): Promise<Cookies> {
  const { command, cookies, note } = options;
  const found: Record<string, string> = { ...cookies };
  for (const viewer of EXAMPLE_VIEWERS) {
    if (viewer === 'anonymous' || found[viewer] !== undefined) continue;
    const cookie = await findCookie(command.replaceAll('{viewer}', viewer));
    if (cookie === undefined) note(`--sign-in made no session for ${viewer}`);
    else found[viewer] = cookie;
  }
  return found;
}

async function findCookie(command: string): Promise<string | undefined> {
  const [file = '', ...args] = command.trim().split(/\s+/);
  const printed = await runFile(file, args).catch(() => undefined);
  const [cookie] = new RegExp(`${SESSION_COOKIE}=[^\\s;"]+`).exec(printed?.stdout ?? '') ?? [];
  return cookie;
}
