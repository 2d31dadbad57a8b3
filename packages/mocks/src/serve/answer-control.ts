import { parseJson, type Refusal, SESSION_COOKIE, toErrorReply } from '@portal/contract';
import {
  createSessionToken,
  type MockSessions,
  SIGNED_IN_VIEWERS,
  type SignedInViewer,
} from '../live/mock-sessions.ts';
import { isObject } from './find-violations.ts';

export const CONTROL_PREFIX = '/__mock/';
export const SESSIONS_PATH = '/__mock/sessions';
const RESET_PATH = '/__mock/reset';

/** `POST /__mock/sessions {"viewer"}` signs this browser in, or out; `POST /__mock/reset` forgets every change. */
export async function answerControl(
  request: Request,
  sessions: MockSessions,
  correlationId: string,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname !== RESET_PATH && pathname !== SESSIONS_PATH) {
    return refuseControl({ code: 'not_found' }, correlationId);
  }
  if (request.method !== 'POST') {
    return refuseControl({ code: 'method_not_allowed', allow: ['POST'] }, correlationId);
  }
  if (pathname === SESSIONS_PATH) return openSession(await request.text(), correlationId);
  sessions.reset();
  return new Response(null, { status: 204 });
}

/** The cookie as a browser is to keep it; without a token, to forget it. */
export function toSessionCookie(token: string | undefined): string {
  const attributes = 'Path=/; HttpOnly; SameSite=Lax';
  return `${SESSION_COOKIE}=${token ?? ''}; ${attributes}${token === undefined ? '; Max-Age=0' : ''}`;
}

function openSession(text: string, correlationId: string): Response {
  const input = parseJson(text);
  const wanted = isObject(input) ? input['viewer'] : undefined;
  if (wanted === 'anonymous') return answerSession('anonymous');
  const viewer = SIGNED_IN_VIEWERS.find((candidate) => candidate === wanted);
  if (viewer !== undefined) return answerSession(viewer, createSessionToken(viewer));
  const available = [...SIGNED_IN_VIEWERS, 'anonymous'];
  return refuseControl({ code: 'invalid_request' }, correlationId, { available });
}

function answerSession(viewer: SignedInViewer | 'anonymous', token?: string): Response {
  const headers = { 'Set-Cookie': toSessionCookie(token) };
  return Response.json({ viewer, ...(token && { token }) }, { status: 201, headers });
}

function refuseControl(refusal: Refusal, correlationId: string, context: object = {}): Response {
  const { status, headers, body } = toErrorReply(refusal, correlationId);
  return Response.json({ ...body, ...context }, { status, headers });
}
