import { posix } from 'node:path';

/** Which files each file imports by path. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** The files that a file imports by path, from the workspace's root. */
export function toImportedFiles(file: string, imports: readonly string[]): readonly string[] {
  return imports
    .filter((imported) => imported.startsWith('.'))
    .map((imported) => posix.join(posix.dirname(file), imported));
}

/** Each set of files that import one another in a circle, as one of its circles: the first file is also the last. */
export function findCycles(graph: ImportGraph): readonly (readonly string[])[] {
  const done = new Set<string>();
  const cycles: (readonly string[])[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at !== -1) cycles.push([...path.slice(at), file]);
    if (at !== -1 || done.has(file)) return;
    for (const imported of graph.get(file) ?? []) visit(imported, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return cycles;
}
