import { describe, expect, test } from 'vitest';
import { expectedErrors, expectedHeaders } from '../../test/expected-errors.ts';
import {
  contentOf,
  document,
  type OperationObject,
  operationsOf,
  type ResponseObject,
} from '../../test/openapi-document.ts';
import { type ErrorCode, errorRegistry } from '../errors/error-registry.ts';
import { toErrorReply } from '../errors/error-reply.ts';
import { ErrorResponse, RestrictedErrorResponse } from '../errors/error-schemas.ts';
import { type Example, exampleStatus } from '../examples/example.ts';
import { exampleEntries } from '../examples/examples.ts';
import { operationEntries } from '../operations/operations.ts';

const { components } = document;

describe.each(operationEntries)('%s in the document', (id, operation) => {
  const found = operationsOf(document).find(({ operationId }) => operationId === id);
  if (found === undefined) throw new Error(`the document has no ${id}`);
  const { input, errors, documented } = operation;
  const own = exampleEntries.filter((entry) => entry.operation === id);

  test('says what the table says', () => {
    expect(found).toMatchObject({
      summary: operation.summary,
      description: operation.description,
    });
  });

  test('takes a required JSON body exactly when its input comes from one', () => {
    const body = input.from === 'body' ? input.schema : undefined;
    const schema = { $ref: `#/components/schemas/${body?.meta()?.id}` };
    const examples = expect.any(Object);
    expect(found.requestBody).toEqual(
      body && { required: true, content: { 'application/json': { schema, examples } } },
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
        schema: { type: 'string' },
        examples: expect.any(Object),
      })),
    );
  });

  test('answers with its success and its errors, and nothing else', () => {
    const statuses = errors.map((code) => errorRegistry[code].status);
    const expected = [200, ...statuses].map(String);
    expect(Object.keys(found.responses)).toEqual([...new Set(expected)].sort());
  });

  test('shows the documented payload first', () => {
    const { schema, examples = {} } = contentOf(found.responses[200]);
    expect(Object.keys(examples)[0]).toBe('documented');
    expect(examples['documented']?.description).toContain(documented?.source);
    expect(JSON.stringify(examples['documented']?.value)).toBe(JSON.stringify(documented?.payload));
    expect(JSON.stringify(schema)).toContain('#/components/schemas/');
  });

  test('shows every example of its answers, each at its status, and no other', () => {
    const shown = Object.entries(found.responses).flatMap(([status, response]) =>
      Object.entries(contentOf(response).examples ?? {}).map(([name, { value }]) => {
        return [name, Number(status), value];
      }),
    );
    const expected = own.map(({ name, example }) => {
      return [name, exampleStatus(example), toBody(example)];
    });
    expect(shown.sort(byName)).toEqual(expected.sort(byName));
  });

  test('shows every example of its input under the name of its answer', () => {
    const inputs = own.filter(({ example }) => example.input !== undefined);
    const expected = inputs.map(({ name, example }) => [name, example.input]);
    expect(readInputs(found)).toEqual(expected);
  });

  test('tells of each example what it is and who asks', () => {
    const media = Object.values(found.responses).map((response) => contentOf(response));
    const shown = media.flatMap(({ examples = {} }) => Object.values(examples));
    const summaries = shown.map(({ summary }) => summary);
    expect(new Set(summaries).size).toBe(own.length);
    for (const { summary, description } of shown) {
      expect(summary).toMatch(/^[A-Z]/);
      expect(description).toMatch(/^Asked by .+[^.]\.$/);
    }
  });

  test.each(errors)('shows %s as it is sent', (code) => {
    const { status } = errorRegistry[code];
    expect(found.responses[status]?.description).toContain(describeError(code));
    const names = own.filter(
      ({ example: { outcome } }) => !outcome.ok && outcome.error.code === code,
    );
    expect(names).not.toEqual([]);
    for (const { name } of names) expectError(found.responses[status], code, name);
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
    expectError(response, code, code);
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

function expectError(response: ResponseObject | undefined, code: ErrorCode, name: string): void {
  const { schema, examples } = contentOf(response);
  const shape = code.startsWith('account_') ? RestrictedErrorResponse : ErrorResponse;
  const value = examples?.[name]?.value;
  expect(shape.parse(value)).toEqual(value);
  expect(value).toMatchObject({ error: errorRegistry[code].sentence });
  expect(schema.anyOf ?? [schema]).toContainEqual({
    $ref: `#/components/schemas/${shape.meta()?.id}`,
  });
}

function toBody({ outcome }: Example): unknown {
  if (outcome.ok) return outcome.value;
  return toErrorReply(outcome.error, '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11').body;
}

/** Inputs as the service gets them, from any place in a REST request. */
function readInputs({ requestBody, parameters = [] }: OperationObject): unknown[] {
  const body = requestBody?.content['application/json']?.examples ?? {};
  const inParameters = parameters.flatMap(({ name, examples = {} }) =>
    Object.entries(examples).map(([key, { value }]) => [key, { [name]: value }]),
  );
  return [...Object.entries(body).map(([key, { value }]) => [key, value]), ...inParameters];
}

function byName([a]: unknown[], [b]: unknown[]): number {
  return String(a) < String(b) ? -1 : 1;
}
