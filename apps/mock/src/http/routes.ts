import { createOpenApiDocument } from '@portal/contract';
import type { MockRequest } from '@portal/mocks';
import type { MockServerOptions } from '../cli/command-options.ts';
import { CONSOLE_PATH, consoleFiles, replyFile } from '../console/console-files.ts';
import { listExamples } from '../console/list-examples.ts';
import type { EventStreams } from '../journal/event-stream.ts';
import type { Journal } from '../journal/journal.ts';
import { type Reply, replyJson, replyRefusal } from './reply.ts';

export interface RouteDependencies {
  readonly mode: MockServerOptions['mode'];
  readonly journal: Journal;
  readonly streams: EventStreams;
}

type Handler = () => Reply | Promise<Reply>;
type Route = Readonly<Partial<Record<'GET' | 'DELETE', Handler>>>;

/** Undefined for what the mock itself answers. */
export type AnswerOwn = (request: MockRequest) => Promise<Reply> | undefined;

/** What is served around the mock. */
export function createRoutes({ mode, journal, streams }: RouteDependencies): AnswerOwn {
  const routes = new Map<string, Route>([
    ['/', { GET: () => redirect(CONSOLE_PATH) }],
    ['/healthz', { GET: () => HEALTHY }],
    ['/openapi.json', { GET: createOnce(createOpenApiDocument) }],
    [`${CONSOLE_PATH}/`, { GET: () => redirect(CONSOLE_PATH) }],
    [`${CONSOLE_PATH}/examples`, { GET: createOnce(() => listExamples(mode)) }],
    [
      `${CONSOLE_PATH}/requests`,
      {
        GET: () => replyJson(JSON.stringify(journal.entries())),
        DELETE() {
          journal.clear();
          return { status: 204, headers: {}, body: null };
        },
      },
    ],
    [`${CONSOLE_PATH}/events`, { GET: () => replyEvents(streams) }],
  ]);
  for (const [path, name] of consoleFiles) routes.set(path, { GET: () => replyFile(name) });
  return ({ url, method }) => {
    const route = routes.get(url.pathname);
    return route && answerRoute(route, method);
  };
}

async function answerRoute({ GET, DELETE }: Route, method: string): Promise<Reply> {
  if (method === 'HEAD' && GET) return withoutBody(await GET());
  const handler = { GET, DELETE }[method];
  if (handler) return handler();
  const allow = [...(GET ? ['GET', 'HEAD'] : []), ...(DELETE ? ['DELETE'] : [])];
  return replyRefusal({ code: 'method_not_allowed', allow });
}

/** A stream that nobody reads would stay open. */
async function withoutBody({ status, headers, body }: Reply): Promise<Reply> {
  if (body instanceof ReadableStream) await body.cancel();
  return { status, headers, body: null };
}

function redirect(location: string): Reply {
  return { status: 302, headers: { location }, body: null };
}

/** Made at the first request, since most starts never need it. */
function createOnce(create: () => unknown): Handler {
  let text: string | undefined;
  return () => {
    text ??= JSON.stringify(create());
    return replyJson(text);
  };
}

function replyEvents(streams: EventStreams): Reply {
  const body = streams.open();
  if (body === undefined) return replyRefusal({ code: 'service_unavailable' });
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' };
  return { status: 200, headers, body };
}

const HEALTHY: Reply = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"status":"ok"}',
};
