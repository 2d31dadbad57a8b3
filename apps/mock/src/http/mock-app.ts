import { createMock, type Mock } from '@portal/mocks';
import { OperatorError } from '@portal/serving/operator-error';
import type { MockServerOptions } from '../cli/command-options.ts';
import { createEventStreams } from '../journal/event-stream.ts';
import { createJournal } from '../journal/journal.ts';
import { noteExchange } from '../journal/journal-note.ts';
import { createRoutes, type Routes } from './routes.ts';

/** The mock and what is around it, without a socket. */
export interface MockApp {
  /** Answers a request; rejects with a ConnectionReset where that was asked for. */
  readonly answer: Mock['answer'];
  readonly routes: Routes;
  /** Ends the streams of events. */
  close(): void;
}

/** Throws an OperatorError when an example is wrong. */
export function createMockApp({ mode, corsOrigins }: MockServerOptions): MockApp {
  const journal = createJournal();
  const mock = createSoundMock({
    mode,
    corsOrigins,
    onAnswer: (exchange, answer) => journal.add(noteExchange(exchange, answer)),
  });
  const streams = createEventStreams(journal);
  return {
    answer: mock.answer,
    routes: createRoutes({ mode, journal, streams }),
    close: () => streams.close(),
  };
}

function createSoundMock(options: Parameters<typeof createMock>[0]): Mock {
  try {
    return createMock(options);
  } catch (error) {
    throw new OperatorError((error as Error).message, { cause: error });
  }
}
