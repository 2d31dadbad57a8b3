import type { Operation } from '../operations/operation.ts';
import { type OperationId, operationEntries } from '../operations/operations.ts';

/** What a REST path names: an operation and the text of its parameters, still encoded. */
export type OperationMatch =
  | { readonly found: 'operation'; readonly id: OperationId; readonly params: PathParams }
  | { readonly found: 'path'; readonly allow: readonly string[] }
  | { readonly found: 'nothing' };

type PathParams = Readonly<Record<string, string>>;

/** Whoever may GET may ask for the headers alone. */
export function allowedMethods(method: Operation['method']): readonly string[] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}

/** Finds the operation of a request; a known path with another method tells the methods it has. */
export function matchOperation(method: string, path: string): OperationMatch {
  const allow: string[] = [];
  for (const [id, pattern, allowed] of patterns) {
    const match = pattern.exec(path);
    if (match === null) continue;
    if (allowed.includes(method)) return { found: 'operation', id, params: { ...match.groups } };
    allow.push(...allowed);
  }
  return allow.length === 0 ? { found: 'nothing' } : { found: 'path', allow };
}

const patterns = operationEntries.map(([id, { method, path }]) => {
  const pattern = path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return [id, new RegExp(`^${pattern}$`), allowedMethods(method)] as const;
});
