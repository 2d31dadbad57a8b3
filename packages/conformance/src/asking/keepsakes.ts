import type { Answer } from './answer.ts';
import type { Asker, Session } from './asker.ts';
import type { RawQuestion } from './question.ts';

/** Remembers users whom a case may change, and makes them what they were. */
export interface Keepsakes {
  /** Remembers what `users.me` answered before anything was asked. */
  keep(session: Session, me: Answer): void;
  note(session: Session, question: RawQuestion, answer: Answer): void;
  putBack(ask: Asker['ask']): Promise<void>;
}

interface Keepsake {
  readonly session: Session;
  readonly username: string;
  readonly avatar_source: string | null;
  changed: boolean;
}

export function createKeepsakes(): Keepsakes {
  const kept = new Map<string, Keepsake>();
  return {
    keep(session, { outcome }) {
      if (session.cookie === undefined || kept.has(session.cookie)) return;
      if (outcome === undefined || !('value' in outcome)) return;
      const { username, avatar_source } = outcome.value as Keepsake;
      kept.set(session.cookie, { session, username, avatar_source, changed: false });
    },
    note({ cookie = '' }, { operation }, { status }) {
      const keepsake = kept.get(cookie);
      if (keepsake !== undefined && operation === 'users.updateMe' && status === 200) {
        keepsake.changed = true;
      }
    },
    async putBack(ask) {
      for (const { session, username, avatar_source, changed } of kept.values()) {
        if (!changed) continue;
        const input = { username, avatar_source: avatar_source ?? '' };
        await ask(session, { operation: 'users.updateMe', input }, 'REST');
      }
    },
  };
}
