import { createOpenApiDocument } from '../src/openapi/create-openapi-document.ts';

export interface ResponseObject {
  readonly description: string;
  readonly headers: Readonly<Record<string, object>>;
  readonly content: Readonly<Record<string, MediaType>>;
}

export interface MediaType {
  readonly schema: SchemaObject;
  readonly examples?: ExampleObjects;
}

type ExampleObjects = Readonly<
  Record<
    string,
    { readonly summary?: string; readonly description?: string; readonly value: unknown }
  >
>;

export interface SchemaObject {
  readonly anyOf?: readonly SchemaObject[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaObject>>;
  readonly required?: readonly string[];
}

export interface OperationObject {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly { readonly name: string; readonly examples?: ExampleObjects }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, MediaType>> };
  readonly responses: Readonly<Record<string, ResponseObject>>;
}

export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly description: string };
  readonly tags: readonly { readonly name: string }[];
  readonly security: readonly object[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: {
    readonly securitySchemes: object;
    readonly headers: Readonly<Record<string, object>>;
    readonly responses: Readonly<Record<string, ResponseObject>>;
    readonly schemas: Readonly<Record<string, SchemaObject>>;
  };
}

/** The document, typed as far as tests look into it. */
export const document = createOpenApiDocument() as unknown as OpenApiDocument;

/** The JSON of a response, which has nothing else. */
export function contentOf(response: ResponseObject | undefined): MediaType {
  const { 'application/json': json, ...others } = response?.content ?? {};
  if (json === undefined) throw new Error('the response has no JSON');
  if (Object.keys(others).length > 0) throw new Error('the response is not JSON alone');
  return json;
}

export function operationsOf({ paths }: OpenApiDocument): readonly OperationObject[] {
  return Object.values(paths).flatMap((item) => Object.values(item));
}
