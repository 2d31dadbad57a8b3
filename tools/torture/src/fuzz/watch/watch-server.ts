import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { PortalProcess } from '../../portal/portal-process.ts';

/** What a server looks like from inside. */
export interface ServerState {
  /** Bytes in use after collecting garbage. */
  readonly memory: number;
  /** What would keep it running, such as sockets. */
  readonly handles: readonly string[];
  /** Own property names of what all code shares. */
  readonly names: readonly string[];
}

const PAUSE_MS = 50;
const PATIENCE_MS = 20_000;

/** Options of Node with which a server can be looked into. */
export function toWatchOptions(file: string): readonly string[] {
  const hook = new URL('./watching.ts', import.meta.url);
  hook.searchParams.set('file', file);
  return ['--expose-gc', '--import', hook.href];
}

/** Looks into a server that was started with those options. */
export async function readServerState({ pid }: PortalProcess, file: string): Promise<ServerState> {
  const before = readLines(file).length;
  process.kill(pid, 'SIGUSR2');
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; ) {
    await wait(PAUSE_MS);
    const line = readLines(file)[before];
    if (line !== undefined) return JSON.parse(line);
  }
  throw new Error('the server did not say what it looks like');
}

/** How many more of each kind of handle there are than before; timers come and go. */
export function countNewHandles(before: ServerState, after: ServerState): number {
  const count = ({ handles }: ServerState, kind: string) =>
    handles.filter((handle) => handle === kind).length;
  return [...new Set(after.handles)]
    .filter((kind) => !['Timeout', 'Immediate'].includes(kind))
    .reduce((sum, kind) => sum + Math.max(0, count(after, kind) - count(before, kind)), 0);
}

/** Names that came, and names that went. */
export function diffNames(before: ServerState, after: ServerState): readonly string[] {
  const [old, now] = [new Set(before.names), new Set(after.names)];
  return [...old, ...now].filter((name) => !old.has(name) || !now.has(name));
}

/** Whole lines only: the last one may be half written. */
function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(0, -1);
  } catch {
    return [];
  }
}
