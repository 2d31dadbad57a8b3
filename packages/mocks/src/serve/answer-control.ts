import { parseJson, type Refusal, SESSION_COOKIE, toErrorReply } from '@portal/contract';
import {
  createSessionToken,
  type MockSessions,
  SIGNED_IN_VIEWERS,
  type SignedInViewer,
} from '../live/mock-sessions.ts';
import { isObject } from './find-violations.ts';
import { replyJson, type SoundReply } from './mock-reply.ts';
import type { MockRequest } from './mock-request.ts';

export const CONTROL_PREFIX = '/__mock/';
export const SESSIONS_PATH = '/__mock/sessions';
const RESET_PATH = '/__mock/reset';

/** `POST /__mock/sessions {"viewer"}` signs this browser in, or out; `POST /__mock/reset` forgets every change. */
export async function answerControl(
  request: MockRequest,
  sessions: MockSessions,
  correlationId: string,
): Promise<SoundReply> {
  const { pathname } = request.url;
  if (pathname !== RESET_PATH && pathname !== SESSIONS_PATH) {
    return refuseControl({ code: 'not_found' }, correlationId);
  }
  if (request.method !== 'POST') {
    return refuseControl({ code: 'method_not_allowed', allow: ['POST'] }, correlationId);
  }
  if (pathname === SESSIONS_PATH) {
    return openSession(new TextDecoder().decode(await request.readBody()), correlationId);
  }
  sessions.reset();
  return { status: 204, headers: {}, body: null };
}

/** The cookie as a browser is to keep it; without a token, to forget it. */
export function toSessionCookie(token: string | undefined): string {
  const attributes = 'Path=/; HttpOnly; SameSite=Lax';
  return `${SESSION_COOKIE}=${token ?? ''}; ${attributes}${token === undefined ? '; Max-Age=0' : ''}`;
}

function openSession(text: string, correlationId: string): SoundReply {
  const input = parseJson(text);
  const wanted = isObject(input) ? input['viewer'] : undefined;
  if (wanted === 'anonymous') return answerSession('anonymous');
  const viewer = SIGNED_IN_VIEWERS.find((candidate) => candidate === wanted);
  if (viewer !== undefined) return answerSession(viewer, createSessionToken(viewer));
  const available = [...SIGNED_IN_VIEWERS, 'anonymous'];
  return refuseControl({ code: 'invalid_request' }, correlationId, { available });
}

function answerSession(viewer: SignedInViewer | 'anonymous', token?: string): SoundReply {
  const text = JSON.stringify({ viewer, ...(token && { token }) });
  return replyJson(text, 201, { 'Set-Cookie': toSessionCookie(token) });
}

function refuseControl(refusal: Refusal, correlationId: string, context: object = {}): SoundReply {
  const { status, headers, body } = toErrorReply(refusal, correlationId);
  return replyJson(JSON.stringify({ ...body, ...context }), status, headers);
}
