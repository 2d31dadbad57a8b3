import { toErrorReply } from '../errors/error-reply.ts';
import { type Example, type ExampleViewer, exampleStatus } from '../examples/example.ts';
import { examples } from '../examples/examples.ts';
import type { OperationId } from '../operations/operations.ts';

/** The correlation id of every example error. */
export const EXAMPLE_ID = '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11';

/** An example as an OpenAPI Example Object. */
export interface ExampleObject {
  readonly summary: string;
  readonly description: string;
  readonly value: unknown;
}

type ExampleObjects = Readonly<Record<string, ExampleObject>>;

/** The responses of an operation with this status, by name. The documented one is first. */
export function toAnswerExamples(id: OperationId, status: number): ExampleObjects {
  return toExampleObjects(id, (example) =>
    exampleStatus(example) === status ? { value: toBody(example) } : undefined,
  );
}

/** The inputs of an operation, under the names of their responses. Tools pair them by name. */
export function toInputExamples(id: OperationId): ExampleObjects {
  return toExampleObjects(id, ({ input }) => (input === undefined ? undefined : { value: input }));
}

/** The same for one parameter of the path. */
export function toParameterExamples(id: OperationId, name: string): ExampleObjects {
  const inputs = Object.entries(toInputExamples(id));
  return Object.fromEntries(
    inputs.map(([key, example]) => {
      return [key, { ...example, value: (example.value as Record<string, unknown>)[name] }];
    }),
  );
}

function toExampleObjects(
  id: OperationId,
  find: (example: Example) => { readonly value: unknown } | undefined,
): ExampleObjects {
  return Object.fromEntries(
    Object.entries<Example>(examples[id]).flatMap(([name, example]) => {
      const found = find(example);
      return found === undefined ? [] : [[name, { ...describe(name, example), ...found }]];
    }),
  );
}

function toBody({ outcome }: Example): unknown {
  return outcome.ok ? outcome.value : toErrorReply(outcome.error, EXAMPLE_ID).body;
}

function describe(name: string, { source, viewer, given }: Example) {
  const words = name.replaceAll('-', ' ');
  const asked = `Asked by ${VIEWERS[viewer]}${given === undefined ? '' : `: ${given}`}.`;
  return {
    summary: `${words[0]?.toUpperCase()}${words.slice(1)}`,
    description: source === 'ours' ? asked : `${asked} ${source}.`,
  };
}

const VIEWERS: Readonly<Record<ExampleViewer, string>> = {
  anonymous: 'nobody signed in',
  user: 'a User',
  moderator: 'a Moderator',
  admin: 'an Admin',
  owner: 'an Owner',
  banned: 'a banned user',
  timed_out: 'a user in a timeout',
};
