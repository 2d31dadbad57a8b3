import type { Outcome } from '../errors/refusal.ts';
import type { Viewer } from '../users/users.service.ts';
import type { MaybePromise } from './maybe-promise.ts';
import type { OperationId } from './operations.ts';
import type { PortalService } from './portal-service.ts';

/** One operation of a service; its input is the parsed one, of the operation's own shape. */
export type OperationCall = (viewer: Viewer, input: unknown) => MaybePromise<Outcome<unknown>>;

/** The service's method for an operation: ids are `group.method`, as the service is built. */
export function findOperationCall(service: PortalService, id: OperationId): OperationCall {
  const [group, method] = id.split('.') as [keyof PortalService, string];
  const members = service[group] as unknown as Record<string, OperationCall | undefined>;
  const call = members[method];
  if (call === undefined) throw new Error(`the service has no ${id}`);
  return call.bind(members);
}
