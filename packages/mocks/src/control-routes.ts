import { refusalMessage, SESSION_COOKIE } from '@portal/contract';
import {
  fail,
  JSON_TYPE,
  methodNotAllowed,
  type PortalApp,
  type PortalContext,
  parseJson,
  readJsonBody,
} from '@portal/server';
import { isObject } from './find-violations.ts';
import { isForeign } from './local-origins.ts';
import {
  createSessionToken,
  type MockSessions,
  SIGNED_IN_VIEWERS,
  type SignedInViewer,
} from './mock-sessions.ts';

export const CONTROL_PREFIX = '/__mock/';
export const SESSIONS_PATH = '/__mock/sessions';
const RESET_PATH = '/__mock/reset';

/** `POST /__mock/sessions {"viewer"}` signs this browser in, or out; `POST /__mock/reset` undoes every change. */
export function mountControls(
  app: PortalApp,
  sessions: MockSessions,
  corsOrigins: readonly string[],
): void {
  app.post(SESSIONS_PATH, async (c) => {
    if (isForeign(c, corsOrigins)) return fail(c, { code: 'access_denied' });
    const body = await readJsonBody(c);
    if (!body.ok) return fail(c, body.error);
    const input = parseJson(body.value);
    return startSession(c, isObject(input) ? input['viewer'] : undefined);
  });
  app.post(RESET_PATH, (c) => {
    if (isForeign(c, corsOrigins)) return fail(c, { code: 'access_denied' });
    sessions.reset();
    return c.body(null, 204);
  });
  for (const path of [SESSIONS_PATH, RESET_PATH]) app.all(path, methodNotAllowed(['POST']));
  app.all(`${CONTROL_PREFIX}*`, (c) => fail(c, { code: 'not_found' }));
}

/**
 * The cookie as a browser is to keep it; without a token, to forget it. Scripts may change it, so that a page of the
 * API or an app on the same host can sign in as somebody else; Portal's own cookie is `HttpOnly`.
 */
export function toSessionCookie(token: string | undefined): string {
  const cookie = `${SESSION_COOKIE}=${token ?? ''}; Path=/; SameSite=Lax`;
  return token === undefined ? `${cookie}; Max-Age=0` : cookie;
}

function startSession(c: PortalContext, wanted: unknown): Response {
  const lost = explainLostCookie(c);
  if (lost !== undefined) return failControl(c, 409, { error: lost });
  if (wanted === 'anonymous') return answerSession(c, 'anonymous');
  const viewer = SIGNED_IN_VIEWERS.find((candidate) => candidate === wanted);
  if (viewer !== undefined) return answerSession(c, viewer, createSessionToken(viewer));
  const error = refusalMessage({ code: 'invalid_request' });
  return failControl(c, 400, { error, available: [...SIGNED_IN_VIEWERS, 'anonymous'] });
}

/** Browsers keep no cookie for a page of another site, and say nothing; of these names each is a site. */
function explainLostCookie(c: PortalContext): string | undefined {
  const origin = c.req.header('origin');
  if (origin === undefined || c.req.header('sec-fetch-site') !== 'cross-site') return undefined;
  const page = new URL(origin);
  const mock = new URL(c.req.url);
  const there = `${mock.protocol}//${page.hostname}${mock.port && `:${mock.port}`}`;
  const here = `${page.protocol}//${mock.hostname}${page.port && `:${page.port}`}`;
  return `The browser would not keep the session, since the page is on ${page.hostname} and the mock was called as ${mock.hostname}. Call ${there}, or open the page at ${here}`;
}

function answerSession(
  c: PortalContext,
  viewer: SignedInViewer | 'anonymous',
  token?: string,
): Response {
  const headers = { 'Content-Type': JSON_TYPE, 'Set-Cookie': toSessionCookie(token) };
  return c.body(JSON.stringify({ viewer, ...(token && { token }) }), 201, headers);
}

function failControl(
  c: PortalContext,
  status: 400 | 409,
  { error, ...context }: { readonly error: string; readonly available?: readonly string[] },
): Response {
  const body = { error, correlation_id: c.get('correlationId'), ...context };
  return c.body(JSON.stringify(body), status, { 'Content-Type': JSON_TYPE });
}
