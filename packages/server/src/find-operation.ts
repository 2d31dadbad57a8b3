import { type ServedOperationId, servedOperationEntries } from '@portal/contract';
import { matchedRoutes } from 'hono/route';
import type { PortalContext } from './portal-env.ts';
import { toRoute } from './text-input.ts';

const ids = new Map<string, ServedOperationId>(
  servedOperationEntries.map(([id, operation]) => {
    return [`${operation.method} ${toRoute(operation)}`, id] as const;
  }),
);

/** The operation that a REST request is for, known before its handler runs; undefined for any other request. */
export function findOperation(c: PortalContext): ServedOperationId | undefined {
  for (const { method, path } of matchedRoutes(c)) {
    const id = ids.get(`${method} ${path}`);
    if (id !== undefined) return id;
  }
  return undefined;
}
