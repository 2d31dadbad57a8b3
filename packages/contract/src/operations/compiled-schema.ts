import { z } from 'zod';

const compiled = new WeakMap<z.ZodType, z.ZodType>();

/** A shape compiled when it is first asked for, and once for all who ask: both transports of a process share it. */
export function compiledSchema<TSchema extends z.ZodType>(shape: TSchema): TSchema {
  const known = compiled.get(shape) as TSchema | undefined;
  if (known !== undefined) return known;
  const made = z.compile(shape);
  compiled.set(shape, made);
  return made;
}
