import {
  exampleViewerIds,
  type MaybePromise,
  type Outcome,
  operationEntries,
  type PortalService,
  refuse,
  type Viewer,
} from '@portal/contract';
import type { PortalContext } from '@portal/server';
import { stateOf } from './mock-state.ts';

/** A viewer, and the operations on the users of their session. */
interface SessionViewer extends Viewer {
  readonly operations: PortalService;
}

type Serve = (viewer: Viewer, input: unknown) => MaybePromise<Outcome<unknown>>;

/** Each operation, served by the session that calls it. */
export const sessionService = Object.fromEntries(
  operationEntries.map(([id]) => [
    id,
    (viewer: SessionViewer, input: unknown) => (viewer.operations[id] as Serve)(viewer, input),
  ]),
) as unknown as PortalService;

/** The viewer of a request, or why there is none. */
export function authenticate(c: PortalContext): Outcome<Viewer> {
  const { viewer, service } = stateOf(c).caller;
  if (viewer === 'anonymous') return refuse({ code: 'authentication_required' });
  const outcome = service.authenticate(exampleViewerIds[viewer]);
  if (!outcome.ok) return outcome;
  const session: SessionViewer = { ...outcome.value, operations: service.operations };
  return { ok: true, value: session };
}
