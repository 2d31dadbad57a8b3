import { readdirSync, readFileSync } from 'node:fs';

/** A process and everything that it started, by their ids. */
export function listTree(pid: number): readonly number[] {
  const children = readEach(pid, 'children').flatMap((text) =>
    text.trim() === '' ? [] : text.trim().split(' ').map(Number),
  );
  return [pid, ...children.flatMap(listTree)];
}

/** A file of each thread of a process; none of a process or a thread that has ended. */
export function readEach(pid: number, name: string): readonly string[] {
  return listThreads(pid).flatMap((thread) => {
    try {
      return [readFileSync(`/proc/${pid}/task/${thread}/${name}`, 'utf8')];
    } catch {
      return [];
    }
  });
}

function listThreads(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}
