const REDACTED = '[redacted]';
const SECRET = /authorization|token|session|secret|password|cookie|api[-_]?key/i;

/** Headers without what signs somebody in; of cookies the names are kept. */
export function redactHeaders(
  headers: Iterable<readonly [string, string]>,
): Record<string, string> {
  return Object.fromEntries(
    [...headers].map(([name, value]) => {
      if (name === 'cookie') return [name, value.replace(/=[^;]*/g, `=${REDACTED}`)];
      return [name, SECRET.test(name) ? REDACTED : value];
    }),
  );
}

/** A query with its question mark, or nothing when there is none. */
export function redactQuery(query: URLSearchParams): string {
  const kept = [...query].map(([name, value]) => `${name}=${SECRET.test(name) ? REDACTED : value}`);
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}
