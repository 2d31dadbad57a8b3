import { type ErrorCode, errorRegistry } from '../errors/error-registry.ts';
import { toErrorReply } from '../errors/error-reply.ts';
import { ErrorResponse, RestrictedErrorResponse } from '../errors/error-schemas.ts';
import type { Refusal } from '../errors/refusal.ts';
import type { Operation } from '../operations/operation.ts';
import type { OperationId } from '../operations/operations.ts';
import {
  EXAMPLE_ID,
  toAnswerExamples,
  toInputExamples,
  toParameterExamples,
} from './example-objects.ts';
import type { JsonObject, SchemaCollector } from './schema-collector.ts';

type OperationEntry = readonly [OperationId, Operation];

/** One operation of the table as an OpenAPI Operation Object, with every example it has. */
export function toOperationObject(entry: OperationEntry, collector: SchemaCollector): JsonObject {
  const [id, operation] = entry;
  return {
    operationId: id,
    tags: [id.slice(0, id.indexOf('.'))],
    summary: operation.summary,
    description: operation.description,
    ...toRequest(entry, collector),
    responses: {
      200: toSuccess(entry, collector),
      ...toErrors(entry, collector),
    },
  };
}

function toRequest([id, { input }]: OperationEntry, collector: SchemaCollector): JsonObject {
  if (input.from === 'nothing') return {};
  const schema = collector.add(input.schema, 'input');
  if (input.from === 'body') {
    const content = { 'application/json': { schema, examples: toInputExamples(id) } };
    return { requestBody: { required: true, content } };
  }
  const properties = Object.entries(schema['properties'] as Record<string, JsonObject>);
  return {
    parameters: properties.map(([name, { description, examples: _, ...schema }]) => ({
      name,
      in: 'path',
      required: true,
      description,
      schema,
      examples: toParameterExamples(id, name),
    })),
  };
}

function toSuccess([id, operation]: OperationEntry, collector: SchemaCollector): JsonObject {
  return {
    description: operation.summary,
    headers: { 'X-Correlation-Id': { $ref: '#/components/headers/X-Correlation-Id' } },
    content: {
      'application/json': {
        schema: collector.add(operation.output, 'output'),
        examples: toAnswerExamples(id, 200),
      },
    },
  };
}

function toErrors([id, { errors }]: OperationEntry, collector: SchemaCollector): JsonObject {
  const statuses = Map.groupBy(errors, (code) => errorRegistry[code].status);
  return Object.fromEntries(
    [...statuses].map(([status, group]) => {
      return [status, toErrorResponse(group, collector, toAnswerExamples(id, status))];
    }),
  );
}

/** One response per status. Errors with the same status differ by their message. */
export function toErrorResponse(
  codes: readonly ErrorCode[],
  collector: SchemaCollector,
  examples?: JsonObject,
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
        examples:
          examples ??
          Object.fromEntries(codes.map((code, index) => [code, { value: replies[index]?.body }])),
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
