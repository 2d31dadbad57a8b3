import { createMock } from '@portal/mocks';
import { OperatorError } from '@portal/serving/operator-error';
import type { MockServerOptions } from '../cli/command-options.ts';
import { createEventStreams } from '../journal/event-stream.ts';
import { createJournal } from '../journal/journal.ts';
import { createEntryWriter } from '../journal/journal-entry.ts';
import type { FetchHandler } from './deliver.ts';
import { createRoutes } from './routes.ts';

/** The mock and what is around it, without a socket. */
export interface MockApp {
  readonly fetch: FetchHandler;
  /** Ends the streams of events. */
  close(): void;
}

/** Throws an OperatorError when an example is wrong. */
export function createMockApp({ mode, corsOrigins }: MockServerOptions): MockApp {
  const journal = createJournal();
  const toEntry = createEntryWriter();
  const truncated = new WeakSet<Request>();
  const mock = createSoundMock({
    mode,
    corsOrigins,
    onAnswer(exchange, answer) {
      if (exchange.controls.fault === 'truncate') truncated.add(exchange.request);
      journal.add(toEntry(exchange, answer));
    },
  });
  const streams = createEventStreams(journal);
  const answerOwn = createRoutes({ mode, journal, streams });
  return {
    async fetch(request) {
      const own = await answerOwn(request);
      if (own !== undefined) return { response: own, breaksOff: false };
      const response = await mock.fetch(request);
      return { response, breaksOff: truncated.has(request) };
    },
    close: () => streams.close(),
  };
}

function createSoundMock(options: Parameters<typeof createMock>[0]): ReturnType<typeof createMock> {
  try {
    return createMock(options);
  } catch (error) {
    throw new OperatorError((error as Error).message, { cause: error });
  }
}
