/**
 * One example as `/__mock/examples` lists it.
 * @typedef {object} ListedExample
 * @property {string} name
 * @property {number} status
 * @property {string} viewer
 * @property {string | null} given
 * @property {string} source
 * @property {Record<string, unknown> | null} input
 * @property {unknown} payload
 */

/**
 * @typedef {object} ListedOperation
 * @property {string} id
 * @property {string} method
 * @property {string} path
 * @property {string} summary
 * @property {'nothing' | 'path' | 'body'} input_from
 * @property {readonly ListedExample[]} examples
 */

/**
 * What asks for an example, as text to paste.
 * @typedef {(operation: ListedOperation, example: ListedExample, base: string) => string} Snippet
 */

/** @type {Record<string, Snippet>} */
export const snippets = { curl: toCurl, fetch: toFetch, msw: toMsw };

/** @type {Snippet} */
function toCurl(operation, example, base) {
  const method = operation.method === 'GET' ? '' : `-X ${operation.method} `;
  const lines = [`curl ${method}${toUrl(operation, example, base)}`];
  const body = toBody(operation, example);
  if (body !== undefined) lines.push('-H "Content-Type: application/json"');
  if (example.viewer !== 'anonymous') lines.push('-b "psession=YOUR_SESSION"');
  lines.push(`-H "Prefer: example=${example.name}"`);
  if (body !== undefined) lines.push(`-d '${body.replaceAll("'", "'\\''")}'`);
  return lines.join(' \\\n  ');
}

/** @type {Snippet} */
function toFetch(operation, example, base) {
  const body = toBody(operation, example);
  const type = body === undefined ? '' : "'Content-Type': 'application/json', ";
  return [
    `const response = await fetch('${toUrl(operation, example, base)}', {`,
    ...(operation.method === 'GET' ? [] : [`  method: '${operation.method}',`]),
    "  credentials: 'include',",
    `  headers: { ${type}Prefer: 'example=${example.name}' },`,
    ...(body === undefined ? [] : [`  body: JSON.stringify(${body}),`]),
    '});',
    'console.log(response.status, await response.json());',
  ].join('\n');
}

/** @type {Snippet} */
function toMsw({ id }, { name }) {
  return `import { mock } from '@portal/mocks/msw';\n\nserver.use(mock.${id}('${name}'));`;
}

/** @type {Snippet} */
function toUrl({ path }, { input }, base) {
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name) =>
    encodeURIComponent(String(input?.[name])),
  );
  return `${base}${filled}`;
}

/**
 * @param {ListedOperation} operation
 * @param {ListedExample} example
 */
function toBody({ input_from }, { input }) {
  return input_from === 'body' ? JSON.stringify(input ?? {}) : undefined;
}
