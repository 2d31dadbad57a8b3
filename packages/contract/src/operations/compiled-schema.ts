import { z } from '../zod.ts';

const compiled = new WeakMap<z.ZodType, z.ZodType>();

/** Compiles a schema at its first use, only once. Where zod must not compile, it returns the schema itself. */
export function compiledSchema<TSchema extends z.ZodType>(schema: TSchema): TSchema {
  if (z.config().jitless) return schema;
  const known = compiled.get(schema) as TSchema | undefined;
  if (known !== undefined) return known;
  const made = z.compile(schema);
  compiled.set(schema, made);
  return made;
}
