import { type OperationId, operations } from '../operations/operations.ts';
import type { Example } from './example.ts';
import { meExamples } from './me-examples.ts';
import { profileExamples } from './profile-examples.ts';
import { updateMeExamples } from './update-me-examples.ts';

/** Every example by operation and name. `documented` is the default of each operation. */
export const examples = {
  'users.me': meExamples,
  'users.updateMe': updateMeExamples,
  'users.profile': profileExamples,
} as const satisfies Record<OperationId, Record<string, Example>>;

/** The names of an operation's examples, for autocompletion. */
export type ExampleName<TId extends OperationId> = keyof (typeof examples)[TId] & string;

export interface NamedExample {
  readonly operation: OperationId;
  readonly name: string;
  readonly example: Example;
}

/** All examples as a list. */
export const exampleEntries: readonly NamedExample[] = (
  Object.keys(operations) as OperationId[]
).flatMap((operation) =>
  Object.entries<Example>(examples[operation]).map(([name, example]) => ({
    operation,
    name,
    example,
  })),
);
