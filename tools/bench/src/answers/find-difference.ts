/** Where two JSON values differ, in words, or undefined. The order of keys is free. */
export function findDifference(
  actual: unknown,
  expected: unknown,
  path = 'value',
): string | undefined {
  if (!isObject(expected) || !isObject(actual)) {
    return Object.is(actual, expected) ? undefined : describe(path, actual, expected);
  }
  if (Array.isArray(actual) !== Array.isArray(expected)) return describe(path, actual, expected);
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const difference = findDifference(actual[key], expected[key], `${path}.${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function describe(path: string, actual: unknown, expected: unknown): string {
  return `${path} is ${toText(actual)}, not ${toText(expected)}`;
}

/** A key that is not there has no JSON. */
function toText(value: unknown): string {
  return JSON.stringify(value) ?? 'absent';
}
