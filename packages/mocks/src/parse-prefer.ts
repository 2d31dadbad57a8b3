/**
 * The pairs of a header in the form of `Prefer` (RFC 7240): `name=value` parted by commas or semicolons,
 * values bare or quoted. The first of a name counts; a name without a value is not kept. Takes linear time.
 */
export function parsePairs(
  header: string,
  toName: (text: string) => string = (text) => text,
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const [, text = '', quoted, bare = ''] of header.matchAll(ITEM)) {
    const name = toName(text.trim());
    const value = quoted ?? bare.trim();
    if (NAME.test(name) && value !== '' && !pairs.has(name)) pairs.set(name, value);
  }
  return pairs;
}

/** The preferences of a `Prefer` header, whose names have no case. */
export function parsePrefer(header: string): ReadonlyMap<string, string> {
  return parsePairs(header, (name) => name.toLowerCase());
}

/** Each match takes all that it looked at, so no character is read for two items. */
const ITEM = /([^=,;]*)(?:=\s*(?:"([^"]*)"|([^,;]*)))?[,;]?/g;
const NAME = /^[\w.-]+$/;
