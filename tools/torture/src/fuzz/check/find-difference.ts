/** A value that is expected, with questions in place of what is not known beforehand. */
export type Expected =
  | null
  | boolean
  | number
  | string
  | ((actual: unknown) => boolean)
  | readonly Expected[]
  | { readonly [key: string]: Expected };

/** Where a value is not as expected, or undefined. Keys beyond the expected ones are a difference. */
export function findDifference(
  actual: unknown,
  expected: Expected,
  path = 'value',
): string | undefined {
  if (typeof expected === 'function') return expected(actual) ? undefined : describe(path, actual);
  if (typeof expected !== 'object' || expected === null) {
    return Object.is(actual, expected) ? undefined : describe(path, actual, expected);
  }
  if (typeof actual !== 'object' || actual === null) return describe(path, actual, expected);
  const keys = Object.keys(expected).sort().join();
  const found = Object.keys(actual).sort().join();
  if (keys !== found) return `${path} has ${found || 'no keys'}, not ${keys || 'none'}`;
  for (const [key, value] of Object.entries(expected)) {
    const own = (actual as Readonly<Record<string, unknown>>)[key];
    const difference = findDifference(own, value, `${path}.${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function describe(path: string, actual: unknown, expected?: unknown): string {
  const wanted = expected === undefined ? 'that' : JSON.stringify(expected);
  return `${path} is ${JSON.stringify(actual)}, not ${wanted}`;
}
