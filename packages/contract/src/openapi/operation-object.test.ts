import { describe, expect, test } from 'vitest';
import { expectedErrors, expectedHeaders } from '../../test/expected-errors.ts';
import {
  contentOf,
  document,
  operationsOf,
  type ResponseObject,
} from '../../test/openapi-document.ts';
import { type ErrorCode, errorRegistry } from '../errors/error-registry.ts';
import { ErrorResponse, RestrictedErrorResponse } from '../errors/error-shapes.ts';
import { operationEntries } from '../operations/operations.ts';

const { components } = document;

describe.each(operationEntries)('%s in the document', (id, operation) => {
  const found = operationsOf(document).find(({ operationId }) => operationId === id);
  if (found === undefined) throw new Error(`the document has no ${id}`);
  const { input, errors, documented } = operation;

  test('says what the table says', () => {
    expect(found).toMatchObject({
      summary: operation.summary,
      description: operation.description,
    });
  });

  test('takes a required JSON body exactly when its input comes from one', () => {
    const body = input.from === 'body' ? input.schema : undefined;
    const schema = { $ref: `#/components/schemas/${body?.meta()?.id}` };
    expect(found.requestBody).toEqual(
      body && { required: true, content: { 'application/json': { schema } } },
    );
  });

  test('takes each parameter of its path, and no other', () => {
    const names = input.from === 'path' ? Object.keys(input.schema.shape) : undefined;
    expect(found.parameters).toEqual(
      names?.map((name) => ({
        name,
        in: 'path',
        required: true,
        description: expect.stringMatching(/\.$/),
        example: expect.any(String),
        schema: { type: 'string' },
      })),
    );
  });

  test('answers with its success and its errors, and nothing else', () => {
    const statuses = errors.map((code) => errorRegistry[code].status);
    const expected = [documented.status, ...statuses].map(String);
    expect(Object.keys(found.responses)).toEqual([...new Set(expected)].sort());
  });

  test('shows the documented payload', () => {
    const { schema, examples } = contentOf(found.responses[documented.status]);
    expect(examples).toEqual({
      documented: { summary: documented.source, value: documented.payload },
    });
    expect(JSON.stringify(schema)).toContain('#/components/schemas/');
  });

  test.each(errors)('shows %s as it is sent', (code) => {
    const { status } = errorRegistry[code];
    expect(found.responses[status]?.description).toContain(describeError(code));
    expectError(found.responses[status], code);
  });
});

describe('the responses of the document', () => {
  test('are the errors of the registry, by code', () => {
    const codes = expectedErrors.map(({ code }) => code as string);
    expect(Object.keys(components.responses)).toEqual(codes);
  });

  test.each(expectedErrors)('show $code as it is sent', ({ code }) => {
    const response = components.responses[code];
    expect(response?.description).toBe(describeError(code));
    expect(Object.keys(contentOf(response).examples ?? {})).toEqual([code]);
    expectError(response, code);
  });

  test.each(expectedErrors)('describe the body of $code and no other', ({ code }) => {
    expect(contentOf(components.responses[code]).schema).not.toHaveProperty('anyOf');
  });

  test.each(expectedErrors)('name the headers of $code', ({ code }) => {
    const names = ['X-Correlation-Id', ...Object.keys(expectedHeaders[code] ?? {})];
    expect(Object.keys(components.responses[code]?.headers ?? {})).toEqual(names);
  });

  test('all carry the correlation id in a header', () => {
    const all = operationsOf(document).flatMap(({ responses }) => Object.values(responses));
    expect(all.filter(({ headers }) => !('X-Correlation-Id' in headers))).toEqual([]);
  });
});

function describeError(code: ErrorCode): string {
  return `${errorRegistry[code].sentence}: ${errorRegistry[code].when}.`;
}

function expectError(response: ResponseObject | undefined, code: ErrorCode): void {
  const { schema, examples } = contentOf(response);
  const shape = code.startsWith('account_') ? RestrictedErrorResponse : ErrorResponse;
  const value = examples?.[code]?.value;
  expect(shape.parse(value)).toEqual(value);
  expect(value).toMatchObject({ error: errorRegistry[code].sentence });
  expect(schema.anyOf ?? [schema]).toContainEqual({
    $ref: `#/components/schemas/${shape.meta()?.id}`,
  });
}
