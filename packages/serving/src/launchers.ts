import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const INTERVAL_MS = 1000;
const PACKAGE_MANAGER =
  /^(\S*node )?(\S*\/)?(npm|npx|pnpm|pnpx|yarn|corepack)(-cli)?(\.c?js)?( |$)/;
/** What package managers put between themselves and a command: a shell, or the script of `start`. */
const BETWEEN =
  /^(\S*\/)?(ba|da|z)?sh -c\b|^(\S*\/)?node \S*\bworkspace\/src\/run\.js \.\/start\.ts\b/;

interface Launcher {
  readonly parent: number;
  readonly command: string;
}

/**
 * Runs once when a package manager that started this process is gone: `kill $!` after `npx -y pnpm@12 mock &` ends
 * npx alone. A shell, systemd or a container's init is no package manager, so a server outlives those.
 */
export function watchLaunchers(onGone: () => void): void {
  const launchers = findLaunchers();
  if (launchers.length === 0) return;
  const timer = setInterval(() => {
    if (launchers.every(isRunning)) return;
    clearInterval(timer);
    onGone();
  }, INTERVAL_MS);
  timer.unref();
}

/** The processes from this one's parent up to the last package manager. */
function findLaunchers(): readonly number[] {
  const found: number[] = [];
  let managed = 0;
  let pid = process.ppid;
  while (pid > 1) {
    const { parent, command } = readProcess(pid);
    const isManager = PACKAGE_MANAGER.test(command);
    if (!isManager && !BETWEEN.test(command)) break;
    found.push(pid);
    if (isManager) managed = found.length;
    pid = parent;
  }
  return found.slice(0, managed);
}

/** Its command is empty where the system does not say. */
function readProcess(pid: number): Launcher {
  try {
    return process.platform === 'linux' ? readFromProc(pid) : readFromPs(pid);
  } catch {
    return { parent: 0, command: '' };
  }
}

/** A machine with Node alone has no `ps`. See proc_pid_stat(5): the name in brackets may hold anything. */
function readFromProc(pid: number): Launcher {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  return { parent: Number(parent), command };
}

function readFromPs(pid: number): Launcher {
  const line = execFileSync('ps', ['-o', 'ppid=,args=', '-p', `${pid}`], {
    encoding: 'utf8',
  }).trim();
  const [parent = '0', ...command] = line.split(/\s+/);
  return { parent: Number(parent), command: command.join(' ') };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
