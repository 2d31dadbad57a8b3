const REDACTED = '[redacted]';
const SECRET = /authorization|token|session|secret|password|cookie|api[-_]?key|^code$/i;
/** A parameter of a query inside any text, as in `Referer`. */
const PARAMETER = /([?&#])([^=&?#\s]*)=([^&#\s]*)/g;
/** The user of a URL. */
const USER_INFO = /(\/\/)[^/?#\s@]*@/g;

/** Headers without what signs somebody in; of cookies and parameters the names are kept. */
export function redactHeaders(
  headers: Iterable<readonly [string, string]>,
): Record<string, string> {
  return Object.fromEntries(
    [...headers].map(([name, value]) => {
      if (name === 'cookie') return [name, redactCookies(value)];
      return [name, SECRET.test(name) ? REDACTED : redactText(value)];
    }),
  );
}

/** A query with its question mark, or nothing when there is none. */
export function redactQuery(query: URLSearchParams): string {
  const kept = [...query].map(([name, value]) => `${name}=${SECRET.test(name) ? REDACTED : value}`);
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}

/** A cookie without a name is its value. */
function redactCookies(header: string): string {
  return header.replace(/[^;]+/g, (pair) => {
    const at = pair.indexOf('=');
    const start = at === -1 ? (/^\s*/.exec(pair)?.[0] ?? '') : pair.slice(0, at + 1);
    return `${start}${REDACTED}`;
  });
}

function redactText(text: string): string {
  return text
    .replace(USER_INFO, `$1${REDACTED}@`)
    .replace(PARAMETER, (parameter, mark: string, name: string) =>
      SECRET.test(decode(name)) ? `${mark}${name}=${REDACTED}` : parameter,
    );
}

/** A name in another encoding is that name. */
function decode(name: string): string {
  return new URLSearchParams(`${name}=`).keys().next().value ?? name;
}
