import type { JournalEntry } from './journal-entry.ts';

const MAX_ENTRIES = 200;

/** What a listener hears: one more entry, or that the journal is to be read anew. */
export type JournalEvent =
  | { readonly type: 'exchange'; readonly entry: JournalEntry }
  | { readonly type: 'journal'; readonly entries: readonly JournalEntry[] };

/** The last exchanges, oldest first. */
export interface Journal {
  entries(): readonly JournalEntry[];
  add(entry: JournalEntry): void;
  clear(): void;
  /** Calls the listener with what there is and then with all that comes; answers what ends it. */
  subscribe(listener: (event: JournalEvent) => void): () => void;
}

export function createJournal(): Journal {
  const entries: JournalEntry[] = [];
  const listeners = new Set<(event: JournalEvent) => void>();
  const tell = (event: JournalEvent) => {
    for (const listener of listeners) listener(event);
  };
  return {
    entries: () => entries,
    add(entry) {
      entries.push(entry);
      if (entries.length > MAX_ENTRIES) entries.shift();
      tell({ type: 'exchange', entry });
    },
    clear() {
      entries.length = 0;
      tell({ type: 'journal', entries });
    },
    subscribe(listener) {
      listener({ type: 'journal', entries });
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
