import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { listOperations, type OpenApiDocument } from '../requests/document.ts';

/** Says what is wrong with a body by the document, or undefined. */
export type BodyCheck = (operation: string, status: number, body: unknown) => string | undefined;

/** Narrower than the formats of their names: as Portal writes them. */
const FORMATS = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
};

/** Checks bodies by a document in which every object is closed: a key that it does not have is a fault. */
export function createBodyCheck(document: OpenApiDocument): BodyCheck {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: FORMATS });
  ajv.addKeyword('components');
  const components = closeObjects(document.components) as { readonly schemas: object };
  ajv.addSchema({ $id: 'portal:document', components: { schemas: components.schemas } });
  const checks = new Map<string, ValidateFunction>();
  for (const { id, answers } of listOperations(document)) {
    for (const [status, schema] of answers) {
      checks.set(`${id} ${status}`, ajv.compile(toAbsolute(closeObjects(schema)) as object));
    }
  }
  const general = ajv.compile({
    anyOf: ['ErrorResponse', 'RestrictedErrorResponse'].map((name) => {
      return { $ref: `portal:document#/components/schemas/${name}` };
    }),
  });
  return (operation, status, body) => {
    const check = checks.get(`${operation} ${status}`) ?? (status >= 400 ? general : undefined);
    if (check === undefined) return `${status} is no documented status of ${operation}`;
    return check(body) ? undefined : ajv.errorsText(check.errors);
  };
}

/** The same schema with `additionalProperties: false` wherever there are properties. */
export function closeObjects(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closeObjects);
  if (typeof schema !== 'object' || schema === null) return schema;
  const closed = Object.entries(schema).map(([key, value]) => [key, closeObjects(value)]);
  const isObject = 'properties' in schema && 'type' in schema && schema.type === 'object';
  return { ...Object.fromEntries(closed), ...(isObject && { additionalProperties: false }) };
}

function toAbsolute(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"portal:document#/'));
}
