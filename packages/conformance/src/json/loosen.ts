const LOOSE = '(not compared)';

/**
 * A JSON value in which what is at the paths is not compared: `user.updated_at`, or `*` for every member.
 * That there is something at a path still counts.
 */
export function loosen(value: unknown, paths: readonly string[]): unknown {
  return paths.reduce((loosened, path) => loosenAt(loosened, path.split('.')), value);
}

function loosenAt(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined) return LOOSE;
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, inner]) => {
    return [key, step === '*' || step === key ? loosenAt(inner, rest) : inner] as const;
  });
  return Array.isArray(value) ? members.map(([, inner]) => inner) : Object.fromEntries(members);
}
