import { type Operation, type OperationInput, type Outcome, refuse } from '@portal/contract';
import type { PortalContext } from './portal-env.ts';

type Schema = Extract<OperationInput, { readonly schema: unknown }>['schema'];

/** The text of a whole number in a query; any other text is left for the schema to refuse. */
const WHOLE_NUMBER = /^(0|[1-9][0-9]{0,14})$/;
/** The text of a whole number in a path; any other text is no route. */
const POSITIVE_NUMBER = '[1-9][0-9]{0,15}';

/** The path of an operation as Hono writes it; a parameter that is a number matches no other text. */
export function toRoute({ path, input }: Operation): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const isNumber = input.from === 'path' && isNumberField(input.schema, name);
    return isNumber ? `:${name}{${POSITIVE_NUMBER}}` : `:${name}`;
  });
}

/** The parameters of a path; a path whose encoding is broken is refused. */
export function readParams(c: PortalContext, schema: Schema): Outcome<unknown> {
  if (!isDecodable(c.req.url)) return refuse({ code: 'invalid_request' });
  const fields = Object.entries(c.req.param()).map(([name, text]) => {
    return [name, isNumberField(schema, name) ? Number(text) : text];
  });
  return { ok: true, value: Object.fromEntries(fields) };
}

/** The declared parameters of a query; one that is given twice is refused. */
export function readQuery(c: PortalContext, schema: Schema): Outcome<unknown> {
  const query = new URL(c.req.url).searchParams;
  const fields: [string, unknown][] = [];
  for (const name of Object.keys(schema.shape)) {
    const [text, ...more] = query.getAll(name);
    if (more.length > 0) return refuse({ code: 'invalid_request' });
    if (text === undefined) continue;
    const isNumber = isNumberField(schema, name) && WHOLE_NUMBER.test(text);
    fields.push([name, isNumber ? Number(text) : text]);
  }
  return { ok: true, value: Object.fromEntries(fields) };
}

/** Whether a field is a number, also if it may be left out. */
function isNumberField(schema: Schema, name: string): boolean {
  let field: { readonly def: { readonly type: string; readonly innerType?: unknown } } | undefined =
    schema.shape[name];
  while (field?.def.innerType !== undefined) field = field.def.innerType as typeof field;
  return field?.def.type === 'number';
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}
