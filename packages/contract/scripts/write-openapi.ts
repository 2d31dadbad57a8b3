import { writeFileSync } from 'node:fs';
import { OPENAPI_FILE, renderOpenApiDocument } from './openapi-file.ts';

writeFileSync(OPENAPI_FILE, renderOpenApiDocument());
