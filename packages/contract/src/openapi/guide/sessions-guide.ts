import { PERMISSION_LEVELS, sessionLifetime } from '@portal/domain';
import { errorRegistry } from '../../errors/error-registry.ts';
import { SESSION_COOKIE } from '../../http/session-cookie.ts';

const DAY_IN_SECONDS = 86_400;
const DAYS = sessionLifetime(PERMISSION_LEVELS.user) / DAY_IN_SECONDS;
const ADMIN_DAYS = sessionLifetime(PERMISSION_LEVELS.admin) / DAY_IN_SECONDS;

/** The lifetime of a session, in words. */
export const SESSION_LIFETIME = `${DAYS} days, ${ADMIN_DAYS} day for Admins and Owners`;

const { authentication_required, account_banned, account_timed_out } = errorRegistry;

export const sessionsGuide = `## Sessions

Every endpoint needs the session cookie \`${SESSION_COOKIE}\`, an opaque token. The endpoints that sign in and out are not in this document yet; the README shows them. The operator of the
server issues a session: \`portal session issue NAME\` prints its cookie, ready for \`curl -b\`. On the server's own
page, \`/docs\`, Authorize takes the token and stores it in a cookie of that site.

- A session lives ${SESSION_LIFETIME}. Each request checks it again: it ends at its own expiry, or after the lifetime of the level
  the user holds _now_, whichever is earlier _(ours)_. A change of level ends the sessions that were open _(ours)_.
- Without a valid session the response is ${authentication_required.status} \`${authentication_required.sentence}\`: the cookie is missing, malformed, unknown,
  expired or ended. The response is the same with more than one \`${SESSION_COOKIE}\` cookie in a request _(ours)_.
- A banned user, or a user with an active timeout, gets ${account_banned.status} \`${account_banned.sentence}\` or \`${account_timed_out.sentence}\` on every endpoint that
  needs a session, with \`reason\` and \`expires_at\`, which is null when there is no end _(ours)_.
- For a past session, \`token_suffix\` shows the last 6 characters of its token, for display only.`;
