import { SESSION_COOKIE } from '@portal/contract';
import { JSON_HEADERS } from '../client/call.ts';
import { createMockTarget } from '../mock-target.ts';
import type { Target } from '../target.ts';
import type { Cookies } from './command-options.ts';
import { createPatientFetch } from './patient-fetch.ts';

/** Nobody answers at a URL. */
export class UnreachableTarget extends Error {
  constructor(url: string, cause: unknown) {
    super(`nobody answers at ${url}: ${toReason(cause)}`, { cause });
    this.name = 'UnreachableTarget';
  }
}

export interface UrlTargetOptions {
  readonly url: string;
  readonly cookies: Cookies;
  /** Prints why the run waits. */
  readonly note: (text: string) => void;
}

/** The target at a URL: a mock, if no cookies are given and it makes sessions on request; otherwise a server with these cookies. */
export async function findUrlTarget({ url, cookies, note }: UrlTargetOptions): Promise<Target> {
  await requireAnswer(url);
  const mode = Object.keys(cookies).length === 0 ? await findMockMode(url) : undefined;
  if (mode !== undefined) {
    return createMockTarget({ url, mode, hasSocket: true, fetch: (request) => fetch(request) });
  }
  return {
    url,
    cookies,
    fetch: createPatientFetch({ note }),
    capabilities: {
      world: 'unknown',
      sharesWorld: true,
      choosesExamples: false,
      issuesSessions: true,
      ownsOrigin: true,
      judgesTargets: true,
      hasSocket: true,
    },
  };
}

async function requireAnswer(url: string): Promise<void> {
  try {
    await (await fetch(`${url}/v1/users/me`)).arrayBuffer();
  } catch (error) {
    throw new UnreachableTarget(url, error);
  }
}

/** A mock names the example in each of its responses, or says `live`; undefined when it is no mock. */
async function findMockMode(url: string): Promise<'examples' | 'live' | undefined> {
  const init = { method: 'POST', headers: JSON_HEADERS, body: '{"viewer":"user"}' };
  const opened = await fetch(`${url}/__mock/sessions`, init);
  const { token } = (await opened.json().catch(() => ({}))) as { readonly token?: string };
  if (token === undefined) return undefined;
  const headers = { cookie: `${SESSION_COOKIE}=${token}` };
  const me = await fetch(`${url}/v1/users/me`, { headers });
  await me.arrayBuffer();
  return me.headers.get('mock-example')?.endsWith('/live') ? 'live' : 'examples';
}

function toReason(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error && cause.message !== '' ? cause.message : message;
}
