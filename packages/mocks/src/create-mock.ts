import { type Refusal, toErrorReply } from '@portal/contract';
import { toTimestamp } from '@portal/domain';
import { requireSoundExamples } from './check-examples.ts';
import { type MockControls, readControls, withoutControls } from './controls/mock-controls.ts';
import { createMockSessions, type MockSessions } from './live/mock-sessions.ts';
import type { MockMode } from './serve/answer-call.ts';
import { answerControl, CONTROL_PREFIX } from './serve/answer-control.ts';
import { addVary, toMockHeaders } from './serve/answer-headers.ts';
import { answerRest, refuseRest } from './serve/answer-rest.ts';
import { answerTrpc, refuseTrpc } from './serve/answer-trpc.ts';
import { findCaller } from './serve/caller.ts';
import type { Answer, MockAnswer, MockExchange } from './serve/exchange.ts';
import { applyFault } from './serve/faults.ts';
import { HeardAnswer } from './serve/heard-answer.ts';
import { isForeign, isPreflight, toCorsHeaders } from './serve/local-origins.ts';
import {
  type MockReply,
  type ReplyHeaders,
  replyJson,
  type SoundReply,
} from './serve/mock-reply.ts';
import { fromRequest, type MockRequest } from './serve/mock-request.ts';
import { toResponse } from './serve/to-response.ts';
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
  /** What `fetch` does, without a `Request` and a `Response`: for servers, which have read one and write the other. */
  answer(request: MockRequest): Promise<MockReply>;
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
    answer: (request) => answer(request, request.headers.get('cookie'), settings),
    async fetch(request, cookies) {
      const known = cookies ?? request.headers.get('cookie');
      return toResponse(await answer(fromRequest(request), known, settings));
    },
  };
}

interface Settings extends Required<Pick<MockOptions, 'mode' | 'corsOrigins'>> {
  readonly onAnswer?: MockOptions['onAnswer'];
  readonly sessions: MockSessions;
}

/** HEAD asks for the headers alone. */
function answer(
  request: MockRequest,
  cookies: string | null,
  settings: Settings,
): Promise<MockReply> {
  const reply = answerWhole(request, cookies, settings);
  return request.method === 'HEAD' ? reply.then(withoutBody) : reply;
}

async function answerWhole(
  request: MockRequest,
  cookies: string | null,
  settings: Settings,
): Promise<MockReply> {
  const correlationId = crypto.randomUUID();
  const { url, method } = request;
  const finish = (reply: SoundReply, headers: ReplyHeaders = {}) =>
    complete(reply, {
      ...headers,
      'x-correlation-id': correlationId,
      ...toCorsHeaders(request, settings.corsOrigins),
    });
  if (isPreflight(request)) return finish(answerPreflight(request, correlationId, settings));
  if (url.pathname.startsWith(CONTROL_PREFIX)) {
    return finish(await answerControl(request, settings.sessions, correlationId));
  }
  const controls = readControls(request, cookies);
  const exchange: MockExchange = {
    request,
    body: method === 'POST' ? await request.readBody() : NO_BODY,
    url: withoutControls(url),
    controls,
    caller: findCaller(cookies, controls, settings.sessions),
    mode: settings.mode,
    correlationId,
  };
  const served = serve(exchange, settings);
  const answered = withDelay(controls, served instanceof Promise ? await served : served);
  const reply = finish(answered.reply, toMockHeaders(answered));
  settings.onAnswer?.(exchange, new HeardAnswer(answered, reply));
  if (controls.delay !== undefined) await wait(controls.delay, request.signal);
  return applyFault(controls.fault, request, reply);
}

function withoutBody({ status, headers }: MockReply): MockReply {
  return { status, headers, body: null };
}

const NO_BODY = new Uint8Array();

/** Adds what every answer carries. */
function complete({ status, headers, body }: SoundReply, added: ReplyHeaders): SoundReply {
  const vary = addVary(headers['vary'], 'Cookie', 'Origin');
  const cache = { 'cache-control': 'private, no-store', vary };
  return { status, headers: { ...headers, ...cache, ...added }, body };
}

function answerPreflight(
  request: MockRequest,
  correlationId: string,
  { corsOrigins }: Settings,
): SoundReply {
  if (!isForeign(request, corsOrigins)) return { status: 204, headers: {}, body: null };
  const { status, body } = toErrorReply({ code: 'access_denied' }, correlationId);
  return replyJson(JSON.stringify(body), status);
}

function serve(exchange: MockExchange, settings: Settings): Answer | Promise<Answer> {
  const { controls, request, url, mode } = exchange;
  if (controls.unknown !== undefined) return refuseUnknownControl(exchange, controls.unknown);
  if (mode === 'live' && request.method === 'POST' && isForeign(request, settings.corsOrigins)) {
    return refuse(exchange, { code: 'access_denied' });
  }
  return isTrpc(url) ? answerTrpc(exchange) : answerRest(exchange);
}

function refuse(exchange: MockExchange, refusal: Refusal): Answer {
  return isTrpc(exchange.url) ? refuseTrpc(exchange, refusal) : refuseRest(exchange, refusal);
}

/** A delay that was asked for is told, whatever the answer. */
function withDelay({ delay }: MockControls, answered: Answer): Answer {
  if (delay === undefined) return answered;
  return { ...answered, applied: [...answered.applied, `delay=${delay}`] };
}
