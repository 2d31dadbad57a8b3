import { EXAMPLE_VIEWERS, type ExampleViewer } from '@portal/contract';
import { createInMemoryService, type InMemoryService } from './in-memory-service.ts';

const MAX_SESSIONS = 1000;

export type SignedInViewer = Exclude<ExampleViewer, 'anonymous'>;

export const SIGNED_IN_VIEWERS = EXAMPLE_VIEWERS.filter((viewer) => viewer !== 'anonymous');

export interface MockSession {
  readonly viewer: SignedInViewer;
  readonly service: InMemoryService;
}

/** The sessions of a mock, each with users of its own; the least recently used are forgotten. */
export interface MockSessions {
  /** The session of a cookie's value; a value that no `createSessionToken` made is an ordinary user's. */
  find(token: string): MockSession;
  /** Undoes every change of every session; the token says whose it is. */
  reset(): void;
}

export function createMockSessions(now: () => string): MockSessions {
  /** Ordered by use, the oldest first. */
  const sessions = new Map<string, MockSession>();
  return {
    find(token) {
      const known = sessions.get(token);
      const session = known ?? { viewer: viewerOf(token), service: createInMemoryService(now) };
      sessions.delete(token);
      sessions.set(token, session);
      if (sessions.size > MAX_SESSIONS) sessions.delete(sessions.keys().next().value ?? '');
      return session;
    },
    reset: () => sessions.clear(),
  };
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
