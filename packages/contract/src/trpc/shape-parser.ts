import type { z } from 'zod';
import { compiledSchema } from '../operations/compiled-schema.ts';

/** As much of a shape as tRPC asks for: its types, and how to parse. */
export type ShapeParser<TSchema extends z.ZodType> = Pick<TSchema, '_input' | '_output' | 'parse'>;

/** A shape for tRPC that is compiled at the first call, since a router is made long before. */
export function toParser<TSchema extends z.ZodType>(shape: TSchema): ShapeParser<TSchema> {
  const parse = (value: unknown) => compiledSchema(shape).parse(value);
  // The other two are there for types alone.
  return { parse } as ShapeParser<TSchema>;
}
