import { type OperationId, operationEntries } from '@portal/contract';
import { matchedRoutes } from 'hono/route';
import type { PortalHttpContext } from './portal-env.ts';
import { toHonoPath } from './rest-adapter.ts';

const ids = new Map<string | undefined, OperationId>(operationEntries.map(([id]) => [id, id]));
const routes = new Map(
  operationEntries.map(([id, { method, path }]) => [`${method} ${toHonoPath(path)}`, id]),
);

export function findTrpcOperation(procedure: string | undefined): OperationId | 'none' {
  return ids.get(procedure) ?? 'none';
}

/** The operation a request is for, also when it was refused on the way there. */
export function findRestOperation(c: PortalHttpContext): OperationId | 'none' {
  for (const { method, path } of matchedRoutes(c)) {
    const id = routes.get(`${method} ${path}`);
    if (id !== undefined) return id;
  }
  return 'none';
}
