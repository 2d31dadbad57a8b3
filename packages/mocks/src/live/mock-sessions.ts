import { EXAMPLE_VIEWERS, type ExampleViewer } from '@portal/contract';
import { createLiveWorld, type LiveWorld } from './live-world.ts';

const MAX_SESSIONS = 1000;

export type SignedInViewer = Exclude<ExampleViewer, 'anonymous'>;

export const SIGNED_IN_VIEWERS = EXAMPLE_VIEWERS.filter((viewer) => viewer !== 'anonymous');

export interface MockSession {
  readonly viewer: SignedInViewer;
  readonly world: LiveWorld;
}

/** The sessions of a mock, each with a world of its own; the worlds least recently used are forgotten. */
export interface MockSessions {
  /** The session of a cookie's value; a value that no `createSessionToken` made is an ordinary user's. */
  find(token: string): MockSession;
  /** Forgets what was changed in every world; who a token stands for is in the token. */
  reset(): void;
}

export function createMockSessions(now: () => string): MockSessions {
  const sessions = new Map<string, KeptSession>();
  let finds = 0;
  return {
    find(token) {
      finds += 1;
      const known = sessions.get(token);
      if (known !== undefined) {
        known.lastFind = finds;
        return known;
      }
      if (sessions.size === MAX_SESSIONS) sessions.delete(findLeastRecent(sessions));
      const session = { viewer: viewerOf(token), world: createLiveWorld(now), lastFind: finds };
      sessions.set(token, session);
      return session;
    },
    reset: () => sessions.clear(),
  };
}

/** A session, and which of all finds found it last: to note that is cheaper than to keep them in order. */
interface KeptSession extends MockSession {
  lastFind: number;
}

function findLeastRecent(sessions: ReadonlyMap<string, KeptSession>): string {
  let least = { token: '', lastFind: Number.POSITIVE_INFINITY };
  for (const [token, { lastFind }] of sessions) {
    if (lastFind < least.lastFind) least = { token, lastFind };
  }
  return least.token;
}

/** A token that stays its viewer's over resets and restarts: the viewer, then 256 random bits in hexadecimal. */
export function createSessionToken(viewer: SignedInViewer): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const random = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${viewer}.${random}`;
}

function viewerOf(token: string): SignedInViewer {
  const [, name] = /^(\w+)\.[0-9a-f]{64}$/.exec(token) ?? [];
  return SIGNED_IN_VIEWERS.find((viewer) => viewer === name) ?? 'user';
}
