import type { z } from 'zod';
import { compiledShape } from '../operations/compiled-shape.ts';

/** As much of a shape as tRPC asks for: its types, and how to parse. */
export type ShapeParser<TShape extends z.ZodType> = Pick<TShape, '_input' | '_output' | 'parse'>;

/** A shape for tRPC that is compiled at the first call, since a router is made long before. */
export function toParser<TShape extends z.ZodType>(shape: TShape): ShapeParser<TShape> {
  const parse = (value: unknown) => compiledShape(shape).parse(value);
  // The other two are there for types alone.
  return { parse } as ShapeParser<TShape>;
}
