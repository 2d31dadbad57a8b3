import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { createOpenApiDocument } from '@portal/contract';
import { JSON_TYPE } from '@portal/server';
import type { Content } from './serve-content.ts';

export const DOCS_PATH = '/docs';
const DOCUMENT_PATH = '/openapi.json';

const SECURITY_HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // Swagger UI's style sheet draws its arrows and boxes with data: images.
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** The OpenAPI document, as the contract makes it. */
const openApiDocument: Content = {
  headers: { 'Content-Type': JSON_TYPE, 'X-Content-Type-Options': 'nosniff' },
  read: async () => Buffer.from(JSON.stringify(createOpenApiDocument())),
};

/** The document, and all there is at and below `/docs`, by path: nothing of a request ever names a file. */
export const docsPages: ReadonlyMap<string, Content> = new Map([
  [DOCUMENT_PATH, openApiDocument],
  [DOCS_PATH, ownFile('index.html', 'text/html; charset=utf-8')],
  [`${DOCS_PATH}/docs.css`, ownFile('docs.css', 'text/css; charset=utf-8')],
  [`${DOCS_PATH}/docs.js`, ownFile('docs.js', 'text/javascript; charset=utf-8')],
  [
    `${DOCS_PATH}/session-cookie.js`,
    ownFile('session-cookie.js', 'text/javascript; charset=utf-8'),
  ],
  [`${DOCS_PATH}/icon.svg`, ownFile('icon.svg', 'image/svg+xml')],
  [`${DOCS_PATH}/swagger-ui.css`, swaggerFile('swagger-ui.css', 'text/css; charset=utf-8')],
  [
    `${DOCS_PATH}/swagger-ui-bundle.js`,
    swaggerFile('swagger-ui-bundle.js', 'text/javascript; charset=utf-8'),
  ],
]);

function ownFile(name: string, type: string): Content {
  return file(() => fileURLToPath(new URL(`page/${name}`, import.meta.url)), type);
}

function swaggerFile(name: string, type: string): Content {
  return file(() => createRequire(import.meta.url).resolve(`swagger-ui-dist/${name}`), type);
}

function file(find: () => string, type: string): Content {
  return {
    headers: { ...SECURITY_HEADERS, 'Content-Type': type },
    read: async () => readFile(find()),
  };
}
