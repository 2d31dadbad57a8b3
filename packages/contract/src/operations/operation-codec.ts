import { z } from 'zod';
import { type Outcome, refuse } from '../errors/refusal.ts';
import type { Operation } from './operation.ts';

/** Reads an operation's input and writes its output, through its shapes, compiled once. */
export interface OperationCodec {
  /** What does not fit the input's shape is an invalid request. */
  parseInput(value: unknown): Outcome<unknown>;
  /** The answer as JSON: undeclared keys are dropped and the order of keys is the shape's. Throws on what fits no shape. */
  encodeOutput(value: unknown): string;
}

export function createOperationCodec({ input, output }: Operation): OperationCodec {
  const inputShape = input.from === 'nothing' ? undefined : z.compile(input.schema);
  const outputShape = z.compile(output);
  return {
    parseInput(value) {
      if (inputShape === undefined) return { ok: true, value: undefined };
      const result = inputShape.safeParse(value);
      return result.success
        ? { ok: true, value: result.data }
        : refuse({ code: 'invalid_request' });
    },
    encodeOutput: (value) => JSON.stringify(outputShape.parse(value)),
  };
}
