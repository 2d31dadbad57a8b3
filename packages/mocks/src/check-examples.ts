import {
  createOperationCodec,
  ErrorResponse,
  exampleEntries,
  type NamedExample,
  operations,
  RestrictedErrorResponse,
  toErrorReply,
} from '@portal/contract';

/** What is wrong with an example: its name, the path within its payload, and why. */
export interface ExampleFault {
  readonly example: string;
  readonly path: string;
  readonly message: string;
}

type Finding = Omit<ExampleFault, 'example'>;

/** The examples whose answer does not fit the contract's shapes, key for key. */
export function findExampleFaults(
  entries: readonly NamedExample[] = exampleEntries,
): readonly ExampleFault[] {
  return entries.flatMap((entry) => {
    const example = `${entry.operation}/${entry.name}`;
    return findFaults(entry).map((finding) => ({ example, ...finding }));
  });
}

/** Throws at the first fault, since a mock that serves a wrong example is worse than none. */
export function requireValidExamples(entries?: readonly NamedExample[]): void {
  const [fault] = findExampleFaults(entries);
  if (fault === undefined) return;
  throw new Error(`example ${fault.example} is wrong at "${fault.path}": ${fault.message}`);
}

function findFaults({ operation, example: { outcome } }: NamedExample): readonly Finding[] {
  if (!outcome.ok) {
    const { body } = toErrorReply(outcome.error, NO_ID);
    return compare('reason' in body ? RestrictedErrorResponse : ErrorResponse, body);
  }
  if (isEncodedAsIs(operation, outcome.value)) return [];
  const { output } = operations[operation];
  const shapes: readonly Shape[] = 'options' in output ? output.options : [output];
  const findings = shapes.map((shape) => compare(shape, outcome.value));
  return findings.reduce((least, more) => (more.length < least.length ? more : least));
}

/** A compiled schema is many times faster, but does not say what is wrong. */
function isEncodedAsIs(operation: NamedExample['operation'], value: unknown): boolean {
  try {
    return (
      createOperationCodec(operations[operation]).encodeOutput(value) === JSON.stringify(value)
    );
  } catch {
    return false;
  }
}

interface Shape {
  safeParse(value: unknown):
    | { readonly success: true; readonly data: unknown }
    | {
        readonly success: false;
        readonly error: {
          readonly issues: readonly {
            readonly path: readonly PropertyKey[];
            readonly message: string;
          }[];
        };
      };
}

function compare(shape: Shape, value: unknown): readonly Finding[] {
  const result = shape.safeParse(value);
  if (!result.success) {
    return result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  }
  const path = findDifference(value, result.data);
  if (path === undefined) return [];
  return [{ path: path.join('.'), message: 'is not declared, or not in this order' }];
}

/** The path of the first key that is not the same in both; undefined when they are equal as JSON. */
function findDifference(given: unknown, declared: unknown): readonly string[] | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const keys = Object.keys(given);
  const kept = Object.keys(declared as object);
  for (const [at, key] of keys.entries()) {
    if (kept[at] !== key) return [key];
    const inner = findDifference(read(given, key), read(declared, key));
    if (inner !== undefined) return [key, ...inner];
  }
  return undefined;
}

function read(value: unknown, key: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[key];
}

const NO_ID = '00000000-0000-4000-8000-000000000000';
