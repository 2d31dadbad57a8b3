import { type Refusal, toErrorReply } from '@portal/contract';
import { toTimestamp } from '@portal/domain';
import { requireSoundExamples } from './check-examples.ts';
import { readControls, withoutControls } from './controls/mock-controls.ts';
import { createMockSessions, type MockSessions } from './live/mock-sessions.ts';
import type { MockMode } from './serve/answer-call.ts';
import { answerControl, CONTROL_PREFIX } from './serve/answer-control.ts';
import { addVary, toMockHeaders } from './serve/answer-headers.ts';
import { answerRest, refuseRest } from './serve/answer-rest.ts';
import { answerTrpc, refuseTrpc } from './serve/answer-trpc.ts';
import { findCaller } from './serve/caller.ts';
import type { MockAnswer, MockExchange } from './serve/exchange.ts';
import { applyFault } from './serve/faults.ts';
import { allowOrigin, isForeign, isPreflight } from './serve/local-origins.ts';
import { isTrpc, refuseUnknownControl } from './serve/unknown-example.ts';
import { wait } from './serve/wait.ts';

export interface MockOptions {
  /** `examples` serves the documented payloads whatever was sent; `live` keeps state per session. @default 'examples' */
  readonly mode?: MockMode;
  /** Origins beside those of this machine whose pages may call with credentials. @default [] */
  readonly corsOrigins?: readonly string[];
  /** Tells the moment in milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
  /** Hears of each exchange when its answer is known, before any delay or fault; may read a clone of its body. */
  readonly onAnswer?: (exchange: MockExchange, answer: MockAnswer) => void;
}

/** Portal, mocked on web standards. */
export interface Mock {
  /**
   * Answers a request as Portal would. Rejects only where a fault was asked for or the request is aborted.
   * Where the platform hides the request's `Cookie` header, as browsers do, the cookies are given beside it.
   */
  fetch(request: Request, cookies?: string): Promise<Response>;
  /** Forgets what was changed in every session; whose a session is stays. */
  reset(): void;
}

/** Throws when an example breaks the contract, with the example's name and the path that is wrong. */
export function createMock(options: MockOptions = {}): Mock {
  requireSoundExamples();
  const { mode = 'examples', corsOrigins = [], now = Date.now } = options;
  const sessions = createMockSessions(() => toTimestamp(now()));
  const settings: Settings = { ...options, mode, corsOrigins, sessions };
  return {
    reset: () => sessions.reset(),
    async fetch(request, cookies) {
      const response = await answer(request, cookies ?? request.headers.get('cookie'), settings);
      return request.method === 'HEAD' ? new Response(null, response) : response;
    },
  };
}

interface Settings extends Required<Pick<MockOptions, 'mode' | 'corsOrigins'>> {
  readonly onAnswer?: MockOptions['onAnswer'];
  readonly sessions: MockSessions;
}

async function answer(
  request: Request,
  cookies: string | null,
  settings: Settings,
): Promise<Response> {
  const correlationId = crypto.randomUUID();
  const url = new URL(request.url);
  const finish = (response: Response) => {
    response.headers.set('X-Correlation-Id', correlationId);
    response.headers.set('Cache-Control', 'private, no-store');
    addVary(response.headers, 'Cookie', 'Origin');
    allowOrigin(request, response.headers, settings.corsOrigins);
    return response;
  };
  if (isPreflight(request)) return finish(answerPreflight(request, correlationId, settings));
  if (url.pathname.startsWith(CONTROL_PREFIX)) {
    return finish(await answerControl(request, settings.sessions, correlationId));
  }
  const controls = readControls(request, url, cookies);
  const exchange: MockExchange = {
    request,
    body: await readBytes(request),
    url: withoutControls(url),
    controls,
    caller: findCaller(cookies, controls, settings.sessions),
    mode: settings.mode,
    correlationId,
  };
  const answered = await serve(exchange, settings);
  finish(answered.response);
  return deliver(exchange, answered, settings);
}

function answerPreflight(
  request: Request,
  correlationId: string,
  { corsOrigins }: Settings,
): Response {
  if (!isForeign(request, corsOrigins)) return new Response(null, { status: 204 });
  const { status, body } = toErrorReply({ code: 'access_denied' }, correlationId);
  return Response.json(body, { status });
}

async function serve(exchange: MockExchange, settings: Settings): Promise<MockAnswer> {
  const { controls, request, url, mode } = exchange;
  if (controls.unknown !== undefined) return refuseUnknownControl(exchange, controls.unknown);
  if (mode === 'live' && request.method === 'POST' && isForeign(request, settings.corsOrigins)) {
    return refuse(exchange, { code: 'access_denied' });
  }
  return isTrpc(url) ? answerTrpc(exchange) : answerRest(exchange);
}

function refuse(exchange: MockExchange, refusal: Refusal): MockAnswer {
  return isTrpc(exchange.url) ? refuseTrpc(exchange, refusal) : refuseRest(exchange, refusal);
}

async function deliver(
  exchange: MockExchange,
  answered: MockAnswer,
  { onAnswer }: Settings,
): Promise<Response> {
  const { request, controls } = exchange;
  const { response } = answered;
  const { delay, fault } = controls;
  const applied = [...answered.applied, ...(delay === undefined ? [] : [`delay=${delay}`])];
  for (const [name, value] of Object.entries(toMockHeaders({ ...answered, applied }))) {
    response.headers.set(name, value);
  }
  onAnswer?.(exchange, { ...answered, applied });
  if (delay !== undefined) await wait(delay, request.signal);
  return applyFault(fault, request, response);
}

async function readBytes(request: Request): Promise<Uint8Array> {
  return new Uint8Array(request.method === 'POST' ? await request.arrayBuffer() : []);
}
