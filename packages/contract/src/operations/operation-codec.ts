import { isInputMessage } from '../errors/input-messages.ts';
import { type Outcome, refuse } from '../errors/refusal.ts';
import { compiledSchema } from './compiled-schema.ts';
import type { Operation } from './operation.ts';

/** Parses an operation's input and encodes its output with its schemas, which are compiled at their first use. */
export interface OperationCodec {
  /** Input that does not match the schema is an invalid request, with the message of the first invalid field if it has one. */
  parseInput(value: unknown): Outcome<unknown>;
  /** The response as JSON, without undeclared keys and in the schema's order. Throws if the value does not match the schema. */
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
