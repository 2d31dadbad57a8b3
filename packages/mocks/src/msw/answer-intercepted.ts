import { type ExampleViewer, SESSION_COOKIE } from '@portal/contract';
import { HttpResponse } from 'msw/http';
import { SESSIONS_PATH, toSessionCookie } from '../control-routes.ts';
import type { Mock } from '../create-mock.ts';
import { ConnectionReset } from '../faults.ts';
import { toOverriddenHeaders } from './requested-overrides.ts';

/** A request that MSW caught, and what it knows of it. */
export interface Intercepted {
  readonly request: Request;
  /** Its URL as Portal would see it. */
  readonly url: URL;
  readonly cookies: Readonly<Record<string, string>>;
  /** Who asks when no session cookie says so. */
  readonly viewer?: ExampleViewer | undefined;
}

/** Lets a mock answer; a broken connection becomes the error that `fetch` rejects with. */
export async function answerIntercepted(mock: Mock, intercepted: Intercepted): Promise<Response> {
  const { request, url } = intercepted;
  const cookies = findCookies(intercepted);
  const headers = toOverriddenHeaders(request);
  if (!hasSession(cookies) && intercepted.viewer !== undefined && !headers.has('Mock-Viewer')) {
    headers.set('Mock-Viewer', intercepted.viewer);
  }
  const { method, signal } = request;
  const body = method === 'GET' || method === 'HEAD' ? null : await request.arrayBuffer();
  try {
    const sent = new Request(url, { method, headers, body, signal });
    return await toHttpResponse(await mock.fetch(sent, cookies), url);
  } catch (error) {
    if (error instanceof ConnectionReset || signal.aborted) return HttpResponse.error();
    throw error;
  }
}

/** Node shows the header; browsers hide it, and there MSW keeps the cookies and decodes their values. */
function findCookies({ request, cookies }: Intercepted): string {
  const header = request.headers.get('cookie');
  if (header !== null) return header;
  const pairs = Object.entries(cookies).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return pairs.join('; ');
}

function hasSession(cookies: string): boolean {
  return cookies.split(';').some((pair) => pair.trim().startsWith(`${SESSION_COOKIE}=`));
}

/** Only a response of MSW's own can set cookies in browsers, which drop that header from any other. */
async function toHttpResponse(response: Response, { pathname }: URL): Promise<Response> {
  const { status, statusText } = response;
  // Copied one by one: MSW's own copy of a `Response.json` forgets the headers it began with.
  const headers = new Headers([...response.headers]);
  if (pathname === SESSIONS_PATH && response.ok && !headers.has('Set-Cookie')) {
    const { token } = (await response.clone().json()) as { readonly token?: string };
    headers.set('Set-Cookie', toSessionCookie(token));
  }
  return new HttpResponse(response.body as never, { status, statusText, headers });
}
