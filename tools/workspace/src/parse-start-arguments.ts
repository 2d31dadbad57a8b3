export interface StartArguments {
  readonly demoArguments: readonly string[];
  readonly mockArguments: readonly string[];
}

/** Takes `--mock-port N` or `--mock-port=N` out for the mock; everything else is the demo's. */
export function parseStartArguments(given: readonly string[]): StartArguments {
  const demoArguments: string[] = [];
  const mockArguments: string[] = [];
  const rest = [...given];
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
    if (next === '--mock-port') mockArguments.push('--port', ...rest.splice(0, 1));
    else if (next.startsWith('--mock-port=')) mockArguments.push(next.replace('--mock-', '--'));
    else demoArguments.push(next);
  }
  return { demoArguments, mockArguments };
}
