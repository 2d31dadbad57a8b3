import { createOpenApiDocument } from '@portal/contract';
import type { MockServerOptions } from '../cli/command-options.ts';
import { CONSOLE_PATH, consoleFiles, respondFile } from '../console/console-files.ts';
import { listExamples } from '../console/list-examples.ts';
import type { EventStreams } from '../journal/event-stream.ts';
import type { Journal } from '../journal/journal.ts';
import { respondRefusal } from './respond.ts';

export interface RouteDependencies {
  readonly mode: MockServerOptions['mode'];
  readonly journal: Journal;
  readonly streams: EventStreams;
}

type Handler = () => Response | Promise<Response>;
type Route = Readonly<Partial<Record<'GET' | 'DELETE', Handler>>>;

/** What is served around the mock, by path. */
export interface Routes {
  has(path: string): boolean;
  /** Answers what one of the paths was asked for. */
  fetch(request: Request): Promise<Response>;
}

/** What is served around the mock. */
export function createRoutes({ mode, journal, streams }: RouteDependencies): Routes {
  const routes = new Map<string, Route>([
    ['/', { GET: () => redirect(CONSOLE_PATH) }],
    ['/healthz', { GET: () => Response.json({ status: 'ok' }) }],
    ['/openapi.json', { GET: createOnce(createOpenApiDocument) }],
    [`${CONSOLE_PATH}/`, { GET: () => redirect(CONSOLE_PATH) }],
    [`${CONSOLE_PATH}/examples`, { GET: createOnce(() => listExamples(mode)) }],
    [
      `${CONSOLE_PATH}/requests`,
      {
        GET: () => respondJson(journal.entries()),
        DELETE() {
          journal.clear();
          return new Response(null, { status: 204 });
        },
      },
    ],
    [`${CONSOLE_PATH}/events`, { GET: () => respondEvents(streams) }],
  ]);
  for (const [path, name] of consoleFiles) routes.set(path, { GET: () => respondFile(name) });
  return {
    has: (path) => routes.has(path),
    async fetch({ url, method }) {
      return answerRoute(routes.get(new URL(url).pathname) ?? {}, method);
    },
  };
}

async function answerRoute({ GET, DELETE }: Route, method: string): Promise<Response> {
  if (method === 'HEAD' && GET) return withoutBody(await GET());
  const handler = { GET, DELETE }[method];
  if (handler) return handler();
  const allow = [...(GET ? ['GET', 'HEAD'] : []), ...(DELETE ? ['DELETE'] : [])];
  return respondRefusal({ code: 'method_not_allowed', allow });
}

/** A stream that nobody reads would stay open. */
async function withoutBody(response: Response): Promise<Response> {
  await response.body?.cancel();
  return new Response(null, response);
}

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { Location: location } });
}

/** Made at the first request, since most starts never need it. */
function createOnce(create: () => unknown): Handler {
  let text: string | undefined;
  return () => {
    text ??= JSON.stringify(create());
    return respondText(text);
  };
}

function respondJson(value: unknown): Response {
  return respondText(JSON.stringify(value));
}

function respondText(text: string): Response {
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
  return new Response(text, { headers });
}

function respondEvents(streams: EventStreams): Response {
  const body = streams.open();
  if (body === undefined) return respondRefusal({ code: 'service_unavailable' });
  const headers = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' };
  return new Response(body, { headers });
}
