import type { AnswerEvent } from '@portal/mocks';
import { type JournalEntry, toEntry } from './journal-entry.ts';

const MAX_ENTRIES = 200;

/** One more entry, or all of them. */
export type JournalEvent =
  | { readonly type: 'request'; readonly entry: JournalEntry }
  | { readonly type: 'journal'; readonly entries: readonly JournalEntry[] };

/** The last requests, oldest first. */
export interface Journal {
  entries(): readonly JournalEntry[];
  add(event: AnswerEvent): void;
  clear(): void;
  /** Calls the listener with all entries, and then with each new one; returns a function that ends it. */
  subscribe(listener: (event: JournalEvent) => void): () => void;
}

export function createJournal(): Journal {
  const entries: JournalEntry[] = [];
  let last = 0;
  const listeners = new Set<(event: JournalEvent) => void>();
  const publish = (event: JournalEvent) => {
    for (const listener of listeners) listener(event);
  };
  return {
    entries: () => [...entries],
    add(event) {
      last += 1;
      const entry = toEntry(last, event);
      entries.push(entry);
      if (entries.length > MAX_ENTRIES) entries.shift();
      publish({ type: 'request', entry });
    },
    clear() {
      entries.length = 0;
      publish({ type: 'journal', entries: [] });
    },
    subscribe(listener) {
      listener({ type: 'journal', entries: [...entries] });
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
