import { type ExampleViewer, findSessionCookie } from '@portal/contract';
import type { MockControls } from '../controls/mock-controls.ts';
import type { LiveWorld } from '../live/live-world.ts';
import type { MockSessions, SignedInViewer } from '../live/mock-sessions.ts';

/** Who makes a request: one of the viewers, and the world in which all but the anonymous act. */
export type Caller =
  | { readonly viewer: Extract<ExampleViewer, 'anonymous'>; readonly world?: undefined }
  | { readonly viewer: SignedInViewer; readonly world: LiveWorld };

/**
 * Any session cookie signs in; `Mock-Viewer` and the browser's own choice go before whose it is, and act in
 * the same world. Those who come without a cookie share one.
 */
export function findCaller(
  cookieHeader: string | null,
  controls: MockControls,
  sessions: MockSessions,
): Caller {
  const token = findSessionCookie(cookieHeader) ?? '';
  if (controls.viewer === 'anonymous' || (controls.viewer === undefined && token === '')) {
    return { viewer: 'anonymous' };
  }
  const { viewer, world } = sessions.find(token);
  return { viewer: controls.viewer ?? viewer, world };
}
