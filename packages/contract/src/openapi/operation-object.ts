import { type ErrorCode, errorRegistry } from '../errors/error-registry.ts';
import { toErrorReply } from '../errors/error-reply.ts';
import { ErrorResponse, RestrictedErrorResponse } from '../errors/error-shapes.ts';
import type { Refusal } from '../errors/refusal.ts';
import type { Operation } from '../operations/operation.ts';
import type { OperationId } from '../operations/operations.ts';
import type { JsonObject, SchemaCollector } from './schema-collector.ts';

const EXAMPLE_ID = '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11';

/** One operation of the table as an OpenAPI Operation Object. */
export function toOperationObject(
  [id, operation]: readonly [OperationId, Operation],
  collector: SchemaCollector,
): JsonObject {
  return {
    operationId: id,
    tags: [id.slice(0, id.indexOf('.'))],
    summary: operation.summary,
    description: operation.description,
    ...toRequest(operation.input, collector),
    responses: {
      [operation.documented.status]: toSuccess(operation, collector),
      ...toErrors(operation.errors, collector),
    },
  };
}

function toRequest(input: Operation['input'], collector: SchemaCollector): JsonObject {
  if (input.from === 'nothing') return {};
  if (input.from === 'body') {
    const schema = collector.add(input.schema, 'input');
    return { requestBody: { required: true, content: { 'application/json': { schema } } } };
  }
  const properties = collector.add(input.schema, 'input')['properties'] as Record<
    string,
    JsonObject
  >;
  return {
    parameters: Object.entries(properties).map(([name, { description, examples, ...schema }]) => ({
      name,
      in: 'path',
      required: true,
      description,
      example: (examples as unknown[])[0],
      schema,
    })),
  };
}

function toSuccess(operation: Operation, collector: SchemaCollector): JsonObject {
  return {
    description: operation.summary,
    headers: { 'X-Correlation-Id': { $ref: '#/components/headers/X-Correlation-Id' } },
    content: {
      'application/json': {
        schema: collector.add(operation.output, 'output'),
        examples: {
          documented: {
            summary: operation.documented.source,
            value: operation.documented.payload,
          },
        },
      },
    },
  };
}

function toErrors(codes: readonly ErrorCode[], collector: SchemaCollector): JsonObject {
  const statuses = Map.groupBy(codes, (code) => errorRegistry[code].status);
  return Object.fromEntries(
    [...statuses].map(([status, group]) => [status, toErrorResponse(group, collector)]),
  );
}

/** One response per status; errors that share a status are told apart by their sentence. */
export function toErrorResponse(
  codes: readonly ErrorCode[],
  collector: SchemaCollector,
): JsonObject {
  const replies = codes.map((code) => toErrorReply(exampleRefusal(code), EXAMPLE_ID));
  const shapes = new Set(
    replies.map(({ body }) => ('reason' in body ? RestrictedErrorResponse : ErrorResponse)),
  );
  const schemas = [...shapes].map((shape) => collector.add(shape, 'output'));
  return {
    description: codes
      .map((code) => `${errorRegistry[code].sentence}: ${errorRegistry[code].when}.`)
      .join('\n'),
    headers: Object.fromEntries(
      ['X-Correlation-Id', ...new Set(replies.flatMap((reply) => Object.keys(reply.headers)))].map(
        (name) => [name, { $ref: `#/components/headers/${name}` }],
      ),
    ),
    content: {
      'application/json': {
        schema: schemas.length === 1 ? schemas[0] : { anyOf: schemas },
        examples: Object.fromEntries(
          codes.map((code, index) => [code, { value: replies[index]?.body }]),
        ),
      },
    },
  };
}

function exampleRefusal(code: ErrorCode): Refusal {
  switch (code) {
    case 'account_banned':
      return { code, reason: 'Spam', expires_at: null };
    case 'account_timed_out':
      return { code, reason: 'Spam', expires_at: '2026-03-19T13:00:00Z' };
    case 'method_not_allowed':
      return { code, allow: ['GET', 'HEAD'] };
    case 'too_many_requests':
      return { code, retry_after: 30 };
    default:
      return { code };
  }
}
