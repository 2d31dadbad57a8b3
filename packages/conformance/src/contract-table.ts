import {
  type Example,
  type ExampleViewer,
  examples,
  type Operation,
  type OperationId,
  operationEntries,
} from '@portal/contract';

/** An operation of the contract with its id and its examples. */
export interface OperationRow extends Operation {
  readonly id: string;
  readonly examples: Readonly<Record<string, Example>>;
}

export type ContractTable = readonly OperationRow[];

/** An example with its name and its operation. */
export interface NamedExample {
  readonly operation: OperationRow;
  readonly name: string;
  readonly example: Example;
}

/** The contract as the suite reads it. */
export const contractTable: ContractTable = operationEntries.map(([id, operation]) => ({
  ...operation,
  id,
  examples: examples[id],
}));

/** Throws when the contract has no such operation. */
export function rowOf(id: OperationId): OperationRow {
  const row = contractTable.find((candidate) => candidate.id === id);
  if (row === undefined) throw new Error(`the contract has no operation ${id}`);
  return row;
}

export function listExamples(operation: OperationRow): readonly NamedExample[] {
  return Object.entries(operation.examples).map(([name, example]) => ({
    operation,
    name,
    example,
  }));
}

/** The viewers whom the examples show a value, in the order of the examples. */
export function callersOf(operation: OperationRow): readonly ExampleViewer[] {
  return viewersOf(operation, ({ outcome }) => outcome.ok);
}

export function viewersOf(
  { examples }: OperationRow,
  isWanted: (example: Example) => boolean,
): readonly ExampleViewer[] {
  const wanted = Object.values(examples).filter(isWanted);
  return [...new Set(wanted.map(({ viewer }) => viewer))];
}

/** Whether every call needs a session, which is so unless the operation says otherwise. */
export function needsSession(operation: OperationRow): boolean {
  return !('access' in operation) || operation.access === 'session';
}

/** The successful call of the examples that gives the fewest fields: of an update, the one that changes the least. */
export function goodCall(operation: OperationRow): {
  readonly operation: OperationRow;
  readonly input: unknown;
} {
  const inputs = Object.values(operation.examples)
    .filter(({ outcome }) => outcome.ok)
    .map(({ input }) => input)
    .sort((a, b) => countFields(a) - countFields(b));
  return { operation, input: inputs[0] };
}

function countFields(input: unknown): number {
  return Object.keys(input ?? {}).length;
}
