/**
 * The pairs of a header in the form of `Prefer` (RFC 7240): `name=value` parted by commas or semicolons,
 * values bare or quoted. The first of a name counts; a name without a value is not kept.
 */
export function parsePairs(
  header: string,
  toName: (text: string) => string = (text) => text,
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  if (header === '') return pairs;
  for (const [, text = '', quoted, bare = ''] of header.matchAll(PAIR)) {
    const name = toName(text);
    const value = quoted ?? bare.trim();
    if (value !== '' && !pairs.has(name)) pairs.set(name, value);
  }
  return pairs;
}

/** The preferences of a `Prefer` header, whose names have no case. */
export function parsePrefer(header: string): ReadonlyMap<string, string> {
  return parsePairs(header, (name) => name.toLowerCase());
}

const PAIR = /([\w.-]+)\s*=\s*(?:"([^"]*)"|([^,;]*))/g;
