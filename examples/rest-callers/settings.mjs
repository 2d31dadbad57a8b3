// A user's settings on Portal: node settings.mjs [profile], in Node 24.2 or newer.
// A page imports `showSettings` and passes no cookie: the browser sends its own.

/** @typedef {{ username: string, avatar_url: string | null }} Profile */
/** @typedef {Profile & { id: number, avatar_source: string | null }} User */
/** @typedef {{ user: User, errors: Record<string, string> | null }} Updated */
/** @typedef {{ url: string, cookie?: string | undefined }} Portal */

/** An answer that is not 2xx; its correlation id names the request in Portal's log. */
export class PortalError extends Error {
  /** @param {Response} answer @param {{ error?: string, correlation_id?: string }} body */
  constructor({ status, headers }, { error = 'not an answer of Portal', correlation_id = 'none' }) {
    super(error);
    this.status = status;
    this.correlationId = correlation_id;
    this.retryAfter = headers.get('Retry-After');
  }
}

/**
 * Posts the body, or gets without one. Throws a PortalError, or an Error when cut off.
 * @param {Portal} portal
 * @param {string} path
 * @param {object} [body]
 */
async function call({ url, cookie }, path, body) {
  const answer = await fetch(url.replace(/\/$/, '') + path, {
    headers: { ...(cookie && { cookie }), ...(body && { 'Content-Type': 'application/json' }) },
    credentials: 'include',
    signal: AbortSignal.timeout(10_000),
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  }).catch((cause) => {
    throw new Error(`cannot reach ${url}: ${cause.cause?.message ?? cause.message}`, { cause });
  });
  if (answer.ok) return answer.json();
  throw new PortalError(answer, await answer.json().catch(() => ({})));
}

/**
 * @param {Portal} portal
 * @param {(line: string) => void} show
 * @param {string} [profile] the name of whose to read, or else one's own
 */
export async function showSettings(portal, show, profile) {
  /** @type {User} */
  const me = await call(portal, '/v1/users/me');
  show(`signed in as ${me.username}, id ${me.id}`);

  const changes = { username: 'no spaces please', avatar_source: 'discord_3' };
  /** @type {Updated} */
  const { user, errors } = await call(portal, '/v1/users/me/update', changes);
  show(`stored: username ${user.username}, avatar_source ${user.avatar_source}`);
  for (const [field, sentence] of Object.entries(errors ?? {}))
    show(`${field} refused: ${sentence}`);

  /** @type {Profile} */
  const seen = await call(
    portal,
    `/v1/users/profile/${encodeURIComponent(profile ?? me.username)}`,
  );
  show(`profile of ${seen.username}: avatar ${seen.avatar_url ?? 'none'}`);
}

/** @param {PortalError} refusal */
function explain({ status, message, correlationId, retryAfter }) {
  const wait = `try again in ${retryAfter} seconds`;
  const advice = { 401: 'sign in again', 404: 'check the name', 429: wait }[status] ?? 'report it';
  return `${status} ${message}: ${advice} (correlation id ${correlationId})`;
}

if (import.meta.main) {
  const { PORTAL_URL: url = 'http://127.0.0.1:3000', PORTAL_COOKIE: cookie } = process.env;
  await showSettings({ url, cookie }, console.log, process.argv[2]).catch((error) => {
    console.error(error instanceof PortalError ? explain(error) : error.message);
    process.exitCode = 1;
  });
}
