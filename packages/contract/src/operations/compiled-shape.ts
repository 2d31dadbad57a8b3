import { z } from 'zod';

const compiled = new WeakMap<z.ZodType, z.ZodType>();

/** A shape compiled when it is first asked for, and once for all who ask: both transports of a process share it. */
export function compiledShape<TShape extends z.ZodType>(shape: TShape): TShape {
  const known = compiled.get(shape) as TShape | undefined;
  if (known !== undefined) return known;
  const made = z.compile(shape);
  compiled.set(shape, made);
  return made;
}
