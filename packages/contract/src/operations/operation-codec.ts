import { isInputMessage } from '../errors/input-messages.ts';
import { type Outcome, refuse } from '../errors/refusal.ts';
import { compiledSchema } from './compiled-schema.ts';
import type { Operation } from './operation.ts';

/** Reads an operation's input and writes its output, through its shapes, compiled at their first use. */
export interface OperationCodec {
  /** What does not fit the input's schema is an invalid request, with the message of the first field that fails if it has one. */
  parseInput(value: unknown): Outcome<unknown>;
  /** The answer as JSON: undeclared keys are dropped and the order of keys is the shape's. Throws on what fits no shape. */
  encodeOutput(value: unknown): string;
}

export function createOperationCodec({ input, output }: Operation): OperationCodec {
  return {
    parseInput(value) {
      if (input.from === 'nothing') return { ok: true, value: undefined };
      const result = compiledSchema(input.schema).safeParse(value);
      if (result.success) return { ok: true, value: result.data };
      const message = result.error.issues[0]?.message;
      return refuse({ code: 'invalid_request', ...(isInputMessage(message) && { message }) });
    },
    encodeOutput: (value) => JSON.stringify(compiledSchema(output).parse(value)),
  };
}
