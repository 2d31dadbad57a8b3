import { z } from '../zod.ts';

export type JsonObject = Record<string, unknown>;

const DEFS = '#/$defs/';
const COMPONENTS = '#/components/schemas/';

/** Converts schemas to JSON Schema 2020-12 and collects those with an id for `components.schemas`. */
export class SchemaCollector {
  readonly schemas: Record<string, JsonObject> = {};

  /** Returns a reference if the schema has an id. `io` says if a client sends or receives it. */
  add(shape: z.ZodType, io: 'input' | 'output'): JsonObject {
    const converted = relink(z.toJSONSchema(shape, { io, override: simplify })) as JsonObject;
    const { $schema, $defs, ...schema } = converted;
    for (const [id, definition] of Object.entries($defs ?? {})) this.#keep(id, definition);
    return schema;
  }

  #keep(id: string, definition: JsonObject): void {
    const kept = this.schemas[id];
    if (kept !== undefined && JSON.stringify(kept) !== JSON.stringify(definition)) {
      throw new Error(`schema ${id} differs between its uses: give it two ids`);
    }
    this.schemas[id] = definition;
  }
}

type OverrideContext = Parameters<
  NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>
>[0];

/** Allows additional fields, and drops limits and patterns that only repeat the type. */
function simplify({ jsonSchema }: OverrideContext): void {
  delete jsonSchema.additionalProperties;
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.type === 'number' && jsonSchema.enum?.every(Number.isInteger)) {
    jsonSchema.type = 'integer';
  }
}

function relink(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(relink);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === '$ref' ? String(value).replace(DEFS, COMPONENTS) : relink(value),
    ]),
  );
}
