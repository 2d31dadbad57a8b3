import { z } from 'zod';

const compiled = new WeakMap<z.ZodType, z.ZodType>();

/** A schema compiled when it is first asked for, once for all; itself where zod is not to compile. */
export function compiledSchema<TSchema extends z.ZodType>(schema: TSchema): TSchema {
  if (z.config().jitless) return schema;
  const known = compiled.get(schema) as TSchema | undefined;
  if (known !== undefined) return known;
  const made = z.compile(schema);
  compiled.set(schema, made);
  return made;
}
