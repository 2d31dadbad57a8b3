import type { Operation } from '../operations/operation.ts';
import { type OperationId, operationEntries } from '../operations/operations.ts';

/** The operation of a REST path, and the text of its parameters, still encoded. */
export type OperationMatch =
  | { readonly found: 'operation'; readonly id: OperationId; readonly params: PathParams }
  | { readonly found: 'path'; readonly allow: readonly string[] }
  | { readonly found: 'nothing' };

type PathParams = Readonly<Record<string, string>>;

/** A path with GET also has HEAD. */
export function allowedMethods(method: Operation['method']): readonly string[] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}

/** Finds the operation of a request. If the path exists but not with this method, the result has its methods. */
export function matchOperation(method: string, path: string): OperationMatch {
  const allow: string[] = [];
  for (const { id, matchPath, allowed } of routes) {
    const params = matchPath(path);
    if (params === undefined) continue;
    if (allowed.includes(method)) return { found: 'operation', id, params };
    allow.push(...allowed);
  }
  return allow.length === 0 ? { found: 'nothing' } : { found: 'path', allow };
}

const routes = operationEntries.map(([id, { method, path }]) => ({
  id,
  matchPath: createMatchPath(path),
  allowed: allowedMethods(method),
}));

/** Most paths have no parameter, so the path itself is the key. */
function createMatchPath(template: string): (path: string) => PathParams | undefined {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  if (names.length === 0) return (path) => (path === template ? {} : undefined);
  const pattern = template.replaceAll('.', '\\.').replace(/\{\w+\}/g, '([^/]+)');
  const parameters = new RegExp(`^${pattern}$`);
  return (path) => {
    const match = parameters.exec(path);
    if (match === null) return undefined;
    const params: Record<string, string> = {};
    for (const [at, name] of names.entries()) params[name] = match[at + 1] ?? '';
    return params;
  };
}
