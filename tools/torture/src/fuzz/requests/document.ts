import { readFileSync } from 'node:fs';

/** A JSON schema, as far as requests are made of it. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly $ref?: string;
}

interface Content {
  readonly content?: Readonly<
    Record<
      string,
      { readonly schema: Schema; readonly examples?: Readonly<Record<string, Example>> }
    >
  >;
}

interface Example {
  readonly value?: unknown;
}

interface OperationObject {
  readonly operationId: string;
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Content>>;
  };
}

/** One operation of the document. */
export interface DocumentedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly body: Schema | undefined;
  /** The schema of each status. */
  readonly answers: ReadonlyMap<number, Schema>;
}

/** The document as it is committed, not as the code would make it today. */
export function readDocument(): OpenApiDocument {
  const contract = import.meta.resolve('@portal/contract');
  return JSON.parse(readFileSync(new URL('../openapi.json', contract), 'utf8'));
}

export function listOperations(document: OpenApiDocument): readonly DocumentedOperation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      body: findSchema(document, operation.requestBody),
      answers: new Map(
        Object.entries(operation.responses).map(([status, response]) => [
          Number(status),
          findSchema(document, response) ?? {},
        ]),
      ),
    })),
  );
}

/** The sentence of every documented error, those included that no operation lists. */
export function listErrors({ components }: OpenApiDocument): ReadonlySet<string> {
  const contents = Object.values(components.responses).flatMap(({ content }) =>
    Object.values(content ?? {}),
  );
  const examples = contents.flatMap(({ examples }) => Object.values(examples ?? {}));
  return new Set(examples.map(({ value }) => (value as { readonly error: string }).error));
}

function findSchema(
  { components }: OpenApiDocument,
  content: Content | undefined,
): Schema | undefined {
  const schema = content?.content?.['application/json']?.schema;
  const name = schema?.$ref?.split('/').at(-1);
  return name === undefined ? schema : components.schemas[name];
}
