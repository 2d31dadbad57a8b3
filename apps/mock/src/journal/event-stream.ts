import type { Journal, JournalEvent } from './journal.ts';

const MAX_CLIENTS = 16;
/** Events a client may be behind; one that reads slower is let go, and begins anew. */
const MAX_PENDING = 500;

/** The journal as server-sent events: `journal` with all entries first, then a `request` for each. */
export interface EventStreams {
  /** Undefined when too many listen already. */
  open(): ReadableStream<Uint8Array> | undefined;
  close(): void;
}

export function createEventStreams(journal: Journal): EventStreams {
  const clients = new Set<() => void>();
  return {
    open() {
      if (clients.size >= MAX_CLIENTS) return undefined;
      return createStream(journal, clients);
    },
    close() {
      for (const end of [...clients]) end();
    },
  };
}

function createStream(journal: Journal, clients: Set<() => void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let leave = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const unsubscribe = journal.subscribe((event) => {
          controller.enqueue(encoder.encode(toText(event)));
          if ((controller.desiredSize ?? 0) <= 0) end();
        });
        const end = () => {
          leave();
          controller.close();
        };
        leave = () => {
          unsubscribe();
          clients.delete(end);
        };
        clients.add(end);
      },
      cancel: () => leave(),
    },
    new CountQueuingStrategy({ highWaterMark: MAX_PENDING }),
  );
}

/** A mock that starts anew is there within a second; browsers would wait for three. */
const RETRY = 'retry: 1000\n';

function toText(event: JournalEvent): string {
  const data = event.type === 'request' ? event.entry : event.entries;
  return `${RETRY}event: ${event.type}\ndata: ${JSON.stringify(data)}\n\n`;
}
