const MAX_SHOWN = 240;

/**
 * The differences of two JSON values, one a line with the path it is at; none when they are equal.
 * Keys count in their order.
 */
export function diffJson(expected: unknown, actual: unknown, path = '$'): readonly string[] {
  if (isBranch(expected) && isBranch(actual) && Array.isArray(expected) === Array.isArray(actual)) {
    return diffMembers(expected, actual, path);
  }
  const isSame = JSON.stringify(expected) === JSON.stringify(actual);
  return isSame ? [] : [`${path}: expected ${show(expected)}, came ${show(actual)}`];
}

export type Branch = Readonly<Record<string, unknown>>;

function diffMembers(expected: Branch, actual: Branch, path: string): readonly string[] {
  const wanted = Object.keys(expected);
  const came = Object.keys(actual);
  const missing = wanted.filter((key) => !Object.hasOwn(actual, key));
  const extra = came.filter((key) => !Object.hasOwn(expected, key));
  const isReordered = missing.length + extra.length === 0 && wanted.join() !== came.join();
  return [
    ...missing.map((key) => `${path}.${key}: expected ${show(expected[key])}, came nothing`),
    ...extra.map((key) => `${path}.${key}: expected nothing, came ${show(actual[key])}`),
    ...(isReordered ? [`${path}: expected the keys ${wanted}, came ${came}`] : []),
    ...wanted
      .filter((key) => Object.hasOwn(actual, key))
      .flatMap((key) => diffJson(expected[key], actual[key], `${path}.${key}`)),
  ];
}

/** A value as it stands in a message, cut where it would fill the screen. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** An object or an array, in which differences have a path. */
export function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null;
}
