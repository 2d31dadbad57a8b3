import { createOpenApiDocument } from '@portal/contract';
import {
  fail,
  JSON_TYPE,
  methodNotAllowed,
  type PortalApp,
  type PortalContext,
} from '@portal/server';
import type { MockServerOptions } from '../cli/command-options.ts';
import type { EventStreams } from '../journal/event-stream.ts';
import type { Journal } from '../journal/journal.ts';
import { answerFile, CONSOLE_PATH, consoleFiles } from './console-files.ts';
import { listExamples } from './list-examples.ts';

export interface ConsoleOptions {
  readonly mode: MockServerOptions['mode'];
  readonly journal: Journal;
  readonly streams: EventStreams;
}

/** Mounts the console page, the journal, and what else a server has around the mock. */
export function mountConsole(app: PortalApp, { mode, journal, streams }: ConsoleOptions): void {
  for (const path of ['/', `${CONSOLE_PATH}/`]) {
    app.get(path, (c) => c.redirect(CONSOLE_PATH));
  }
  app.get('/healthz', (c) => answerJson(c, '{"status":"ok"}'));
  app.get('/openapi.json', answerOnce(createOpenApiDocument));
  app.get(
    `${CONSOLE_PATH}/examples`,
    answerOnce(() => listExamples(mode)),
  );
  const requests = `${CONSOLE_PATH}/requests`;
  app.get(requests, (c) => answerJson(c, JSON.stringify(journal.entries())));
  app.delete(requests, (c) => {
    journal.clear();
    return c.body(null, 204);
  });
  app.get(`${CONSOLE_PATH}/events`, (c) => answerEvents(c, streams));
  for (const [path, name] of consoleFiles) app.get(path, (c) => answerFile(c, name));
  refuseOtherMethods(app, requests);
}

function refuseOtherMethods(app: PortalApp, requests: string): void {
  const paths = ['/', '/healthz', '/openapi.json', ...consoleFiles.keys()];
  const ofConsole = ['/', '/examples', '/events'].map((path) => `${CONSOLE_PATH}${path}`);
  for (const path of [...paths, ...ofConsole]) app.all(path, methodNotAllowed(['GET', 'HEAD']));
  app.all(requests, methodNotAllowed(['GET', 'HEAD', 'DELETE']));
}

/** Made at the first request, since most starts never need it. */
function answerOnce(create: () => unknown): (c: PortalContext) => Response {
  let text: string | undefined;
  return (c) => {
    text ??= JSON.stringify(create());
    return answerJson(c, text);
  };
}

function answerJson(c: PortalContext, text: string): Response {
  return c.body(text, 200, { 'Content-Type': JSON_TYPE, 'Cache-Control': 'no-store' });
}

function answerEvents(c: PortalContext, streams: EventStreams): Response {
  const headers = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' };
  // Hono drops the body of a HEAD without cancelling it, so that it would stay open.
  if (c.req.method === 'HEAD') return c.body(null, 200, headers);
  const body = streams.open();
  if (body === undefined) return fail(c, { code: 'service_unavailable' });
  return c.body(body, 200, headers);
}
