import { PortalError } from './portal-error.ts';

/** The part of `fetch` that the client needs. The global one, MSW's and a mock's fit. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A response, fully read. */
export interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly retry_after: number | undefined;
  /** Empty in browsers, which do not show this header to scripts. */
  readonly set_cookies: readonly string[];
  readonly value: unknown;
  json(): Promise<unknown>;
}

/** Reads the whole response. Throws a PortalError: `network` if it is missing or incomplete, `unexpected` if it is not JSON. */
export async function readAnswer(fetch: Fetch, url: string, init: RequestInit): Promise<Answer> {
  const { response, text } = await receive(fetch, url, init);
  const { ok, status } = response;
  const value = parseJson(text, status);
  const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  const retry_after = Number.isNaN(seconds) ? undefined : seconds;
  const set_cookies = response.headers.getSetCookie?.() ?? [];
  return { ok, status, retry_after, set_cookies, value, json: async () => value };
}

async function receive(fetch: Fetch, url: string, init: RequestInit) {
  try {
    // The session may have taken longer than the timeout, and not every `fetch` checks the signal.
    if (init.signal?.aborted) throw init.signal.reason;
    const response = await fetch(url, init);
    return { response, text: await response.text() };
  } catch (cause) {
    throw new PortalError('network', `No answer from Portal: ${describe(cause)}`, { cause });
  }
}

/** Node's message is only "fetch failed"; the reason is in the cause. After several addresses there is only a code. */
function describe(failure: unknown): string {
  const reason = (failure as Error | undefined)?.cause || failure;
  const { message, code } = (reason ?? {}) as { message?: string; code?: string };
  return message || code || String(reason);
}

function parseJson(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = `Not an answer of Portal: HTTP ${status} without JSON`;
    throw new PortalError('unexpected', message, { status, cause });
  }
}
