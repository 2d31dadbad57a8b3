/** As much of JSON Schema as the serialisers are compiled from. */
export interface JsonSchema {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';
  readonly nullable?: boolean;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

export const text: JsonSchema = { type: 'string' };
export const integer: JsonSchema = { type: 'integer' };
export const number: JsonSchema = { type: 'number' };
export const flag: JsonSchema = { type: 'boolean' };

export function nullable(schema: JsonSchema): JsonSchema {
  return { ...schema, nullable: true };
}

export function list(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

/** All properties are required unless told otherwise; those not named here are not sent. */
export function object(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = Object.keys(properties),
): JsonSchema {
  return { type: 'object', properties, required };
}
