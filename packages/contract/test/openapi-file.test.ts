import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OPENAPI_FILE, renderOpenApiDocument } from '../scripts/openapi-file.ts';

test('the committed OpenAPI document is the one the table makes', () => {
  expect(readFileSync(OPENAPI_FILE, 'utf8')).toBe(renderOpenApiDocument());
});
