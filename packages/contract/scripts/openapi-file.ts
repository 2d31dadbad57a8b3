import { fileURLToPath } from 'node:url';
import { createOpenApiDocument } from '../src/openapi/create-openapi-document.ts';

/** Where the generated document is committed. */
export const OPENAPI_FILE = fileURLToPath(new URL('../openapi.json', import.meta.url));

export function renderOpenApiDocument(): string {
  return `${JSON.stringify(createOpenApiDocument(), null, 2)}\n`;
}
