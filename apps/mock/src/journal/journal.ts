import { type JournalEntry, toEntry } from './journal-entry.ts';
import type { JournalNote } from './journal-note.ts';

const MAX_ENTRIES = 200;

/** What a listener hears: one more entry, or that the journal is to be read anew. */
export type JournalEvent =
  | { readonly type: 'exchange'; readonly entry: JournalEntry }
  | { readonly type: 'journal'; readonly entries: readonly JournalEntry[] };

/** The last exchanges, oldest first. */
export interface Journal {
  entries(): readonly JournalEntry[];
  /** Keeps a note; an entry is made of it when somebody looks. */
  add(note: JournalNote): void;
  clear(): void;
  /** Calls the listener with what there is and then with all that comes; answers what ends it. */
  subscribe(listener: (event: JournalEvent) => void): () => void;
}

export function createJournal(): Journal {
  const notes: (readonly [id: number, note: JournalNote])[] = [];
  let last = 0;
  const entries = () => notes.map(([id, note]) => toEntry(id, note));
  const listeners = new Set<(event: JournalEvent) => void>();
  const tell = (event: JournalEvent) => {
    for (const listener of listeners) listener(event);
  };
  return {
    entries,
    add(note) {
      last += 1;
      notes.push([last, note]);
      if (notes.length > MAX_ENTRIES) notes.shift();
      if (listeners.size > 0) tell({ type: 'exchange', entry: toEntry(last, note) });
    },
    clear() {
      notes.length = 0;
      tell({ type: 'journal', entries: [] });
    },
    subscribe(listener) {
      listener({ type: 'journal', entries: entries() });
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
