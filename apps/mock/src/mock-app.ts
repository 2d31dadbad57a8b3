import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { ConnectionReset, createMock, type Mock, type MockOptions } from '@portal/mocks';
import { wellFormedTarget } from '@portal/server';
import { OperatorError } from '@portal/serving/operator-error';
import type { MockServerOptions } from './cli/command-options.ts';
import { mountConsole } from './console/console-routes.ts';
import { ownPages } from './console/own-pages.ts';
import { createEventStreams } from './journal/event-stream.ts';
import { createJournal } from './journal/journal.ts';

/** The mock with its console, without a socket. */
export interface MockApp {
  fetch(request: Request, bindings: HttpBindings): Promise<Response>;
  /** Ends the streams of events. */
  close(): void;
}

/** Throws an OperatorError if an example is wrong. */
export function createMockApp({ mode, corsOrigins, host }: MockServerOptions): MockApp {
  const journal = createJournal();
  const streams = createEventStreams(journal);
  const mock = createValidMock({
    mode,
    corsOrigins,
    onAnswer: (event) => journal.add(event),
    reportBug: writeBug,
    before(app) {
      app.use(wellFormedTarget());
      app.use('/__mock/*', ownPages(host, corsOrigins));
      mountConsole(app, { mode, journal, streams });
    },
  });
  return {
    fetch: (request, bindings) => answer(mock, request, bindings),
    close: () => streams.close(),
  };
}

async function answer(mock: Mock, request: Request, bindings: HttpBindings): Promise<Response> {
  const { outgoing } = bindings;
  try {
    return await mock.fetch(request, undefined, bindings);
  } catch (error) {
    if (error instanceof ConnectionReset) outgoing.socket?.resetAndDestroy();
    else if (!outgoing.destroyed) throw error;
    // A client that left during a delay needs no answer.
    return RESPONSE_ALREADY_SENT;
  }
}

function createValidMock(options: MockOptions): Mock {
  try {
    return createMock(options);
  } catch (error) {
    throw new OperatorError((error as Error).message, { cause: error });
  }
}

function writeBug(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
}
