import {
  type Example,
  type ExampleViewer,
  exampleStatus,
  examples,
  type OperationId,
  operationEntries,
} from '@portal/contract';
import type { MockControls } from './controls.ts';

export type Choice =
  | {
      readonly chosen: 'example';
      readonly name: string;
      readonly example: Example;
      /** The preferences that decided, as RFC 7240 echoes them; none when another channel did. */
      readonly applied: readonly string[];
    }
  /** What was asked for does not exist. */
  | {
      readonly chosen: 'unknown';
      readonly wanted: string;
      readonly available: readonly string[];
      readonly codes: readonly number[];
    }
  /** Nothing was asked for. */
  | { readonly chosen: 'nothing' };

interface Selection {
  readonly example?: string | undefined;
  readonly code?: string | undefined;
  readonly applied: readonly string[];
}

/**
 * The example a request asks for: by its operation's name in `Mock-Example`, else by preference in header or
 * query, else by the browser's cookie. Of several with one status the viewer's own goes first.
 */
export function chooseExample(
  operation: OperationId,
  controls: MockControls,
  viewer: ExampleViewer,
): Choice {
  const selection = findSelection(operation, controls);
  if (selection === undefined) return { chosen: 'nothing' };
  const { example: wanted, code, applied } = selection;
  const named = namedExamples(operation);
  const found = [defaultExample(operation, viewer), ...named].find(
    ([name, example]) =>
      (wanted === undefined || name === wanted) &&
      (code === undefined || `${exampleStatus(example)}` === code),
  );
  if (found !== undefined) {
    return { chosen: 'example', name: found[0], example: found[1], applied };
  }
  return {
    chosen: 'unknown',
    wanted: [wanted, code && `with status ${code}`].filter(Boolean).join(' '),
    available: named.map(([name]) => name),
    codes: [...new Set(named.map(([, example]) => exampleStatus(example)))].sort((a, b) => a - b),
  };
}

/** What a viewer gets who asks for nothing: the documented payload, or what their rank or lack of a session makes of it. */
export function defaultExample(operation: OperationId, viewer: ExampleViewer): [string, Example] {
  const name = DEFAULT_NAMES[viewer];
  const found = namedExamples(operation).find(([candidate]) => candidate === name);
  if (found === undefined) throw new Error(`${operation} has no example ${name}`);
  return found;
}

function findSelection(operation: OperationId, controls: MockControls): Selection | undefined {
  const { example, code, byOperation, keptByOperation } = controls;
  const named = byOperation.get(operation);
  if (named !== undefined) return { example: named, applied: [] };
  if (example !== undefined || code !== undefined) {
    const given = [example && `example=${example}`, code && `code=${code}`];
    return { example, code, applied: given.filter((text) => text !== undefined) };
  }
  const kept = keptByOperation.get(operation);
  return kept === undefined ? undefined : { example: kept, applied: [] };
}

const DEFAULT_NAMES = {
  anonymous: 'authentication-required',
  user: 'documented',
  moderator: 'moderator',
  admin: 'admin',
  owner: 'owner',
  banned: 'account-banned',
  timed_out: 'account-timed-out',
} as const satisfies Record<ExampleViewer, string>;

const NAMED_EXAMPLES = new Map(
  operationEntries.map(([id]) => [id, Object.entries<Example>(examples[id])] as const),
);

function namedExamples(operation: OperationId): readonly [string, Example][] {
  return NAMED_EXAMPLES.get(operation) ?? [];
}
