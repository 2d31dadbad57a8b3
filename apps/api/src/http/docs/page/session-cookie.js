const NAME = 'psession';

/**
 * @typedef {{ session: { value?: string } }} Authorization
 * @typedef {(payload: any) => unknown} Action
 */

/**
 * Browsers let no script set a Cookie header, so what Authorize takes becomes a cookie of this site until
 * Logout, or until the browser is closed. Swagger UI's own `persistAuthorization` would also keep the token in
 * localStorage, and its cookie asks for HTTPS.
 */
export function sessionCookiePlugin() {
  return {
    statePlugins: { auth: { wrapActions: { authorize: keepCookie, logout: dropCookie } } },
  };
}

/** The token in this site's cookie, when scripts may see it. */
export function findToken() {
  const pair = document.cookie.split('; ').find((part) => part.startsWith(`${NAME}=`));
  return pair?.slice(NAME.length + 1);
}

/** @param {Action} authorize */
function keepCookie(authorize) {
  return (/** @type {Authorization} */ { session }) => {
    const value = toToken(session.value ?? '');
    writeCookie(value);
    return authorize({ session: { ...session, value } });
  };
}

/** @param {Action} logout */
function dropCookie(logout) {
  return (/** @type {readonly string[]} */ names) => {
    writeCookie('', '; Max-Age=0');
    return logout(names);
  };
}

/**
 * A person may paste the whole `psession=…` that the command line prints.
 * @param {string} pasted
 */
function toToken(pasted) {
  return /^\s*(?:psession=)?([^\s;]*)/.exec(pasted)?.[1] ?? '';
}

/**
 * At the path of the server's own cookies: one of another path would be a second `psession`, which is a 401.
 * @param {string} value
 */
function writeCookie(value, lifetime = '') {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing where there is no HTTPS
  document.cookie = `${NAME}=${value}; Path=/; SameSite=Strict${secure}${lifetime}`;
}
