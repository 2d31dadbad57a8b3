import { type ErrorCode, errorRegistry } from '../errors/error-registry.ts';
import { SESSION_COOKIE } from '../http/session-cookie.ts';
import { operationEntries } from '../operations/operations.ts';
import { guide } from './guide/guide.ts';
import { SESSION_LIFETIME } from './guide/sessions-guide.ts';
import { toErrorResponse, toOperationObject } from './operation-object.ts';
import { type JsonObject, SchemaCollector } from './schema-collector.ts';

/** Creates the OpenAPI 3.1 document from the table of operations alone. */
export function createOpenApiDocument(): JsonObject {
  const collector = new SchemaCollector();
  const paths: Record<string, JsonObject> = {};
  for (const [id, operation] of operationEntries) {
    const item = toOperationObject([id, operation], collector);
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: item };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Portal API',
      version: '1.0.0',
      description: guide,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '.', description: 'The server that serves this document.' }],
    tags: [{ name: 'users', description: 'Profiles of users.' }],
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: SESSION_COOKIE,
          description: `An opaque session token. \`portal session issue NAME\` prints one; it lives ${SESSION_LIFETIME}.`,
        },
      },
      headers: HEADERS,
      responses: toComponentResponses(collector),
      schemas: sortByKey(collector.schemas),
    },
  };
}

const HEADERS = {
  'X-Correlation-Id': {
    description: 'Names this request in the log.',
    schema: { type: 'string', format: 'uuid' },
  },
  Allow: {
    description: 'The methods the path knows.',
    schema: { type: 'string' },
  },
  'Retry-After': {
    description: 'Seconds to wait.',
    schema: { type: 'integer', minimum: 1 },
  },
};

/** Every error of the registry under its code, also errors of no operation. */
function toComponentResponses(collector: SchemaCollector): JsonObject {
  const codes = Object.keys(errorRegistry) as ErrorCode[];
  return Object.fromEntries(codes.map((code) => [code, toErrorResponse([code], collector)]));
}

function sortByKey<TValue>(record: Record<string, TValue>): Record<string, TValue> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
