import type { Server, ServerResponse } from 'node:http';

/** Every answer of a server that is not written to its end yet, and whose client is still there. */
export type OpenAnswers = ReadonlySet<ServerResponse>;

/** Watches a server that has not started yet. */
export function watchAnswers(server: Server): OpenAnswers {
  const answers = new Set<ServerResponse>();
  // One function for all: a closure for each would cost more than the rest of this.
  function forget(this: ServerResponse) {
    answers.delete(this);
  }
  server.on('request', (_request, response) => {
    answers.add(response);
    response.on('close', forget);
  });
  return answers;
}
