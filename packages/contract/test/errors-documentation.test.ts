import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type ErrorDefinition, errorRegistry } from '../src/errors/error-registry.ts';
import { toErrorReply } from '../src/errors/error-reply.ts';
import { MAX_BATCH_SIZE } from '../src/http/request-limits.ts';
import { createOpenApiDocument } from '../src/openapi/create-openapi-document.ts';
import { toTrpcErrorShape } from '../src/trpc/trpc-error.ts';

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
const { components } = createOpenApiDocument() as {
  readonly components: {
    readonly headers: object;
    readonly responses: Readonly<Record<string, { readonly description: string }>>;
  };
};
const registered = Object.entries<ErrorDefinition>(errorRegistry);

/** What is answered below the router, where there is no tRPC yet. */
const belowRouter = ['request_timeout', 'headers_too_large'];

describe('the page about errors', () => {
  test('lists the errors of the registry, all of them and no others, in their words', () => {
    const errors = registered.map(([, { status, sentence, when }]) => [
      `${status}`,
      sentence,
      when,
    ]);
    expect(readTable('status | error | when')).toEqual(errors);
  });

  test('lists what the OpenAPI document lists', () => {
    const described = readTable('status | error | when').map(
      ([, error, when]) => `${error}: ${when}.`,
    );
    const responses = Object.values(components.responses);
    expect(responses.map(({ description }) => description)).toEqual(described);
    expect(Object.keys(components.responses)).toEqual(registered.map(([code]) => code));
  });

  test('gives the tRPC code of each status that tRPC can answer with', () => {
    const reachable = registered.filter(([code]) => !belowRouter.includes(code));
    const codes = new Map(reachable.map(([, { status, trpc }]) => [`${status}`, trpc]));
    expect(readTable('status | tRPC code')).toEqual([...codes]);
  });

  test('names each header an error can have', () => {
    const named = [...page.matchAll(/^- \*\*`([\w-]+)`\*\*/gm)].map(([, name]) => name);
    expect(named).toEqual(Object.keys(components.headers));
  });

  test('shows an error as both transports send it', () => {
    const [rest, trpc] = [...page.matchAll(/```json\n(.+?)```/gs)].map(([, json]) =>
      JSON.parse(json ?? ''),
    );
    const refusal = { code: 'user_not_found' } as const;
    expect(rest).toEqual(toErrorReply(refusal, rest.correlation_id).body);
    expect(trpc).toEqual({ error: toTrpcErrorShape(refusal, rest.correlation_id) });
  });

  test('knows how large a batch may be', () => {
    expect(page).toContain(`more than ${MAX_BATCH_SIZE} calls`);
  });
});

/** The rows of the table with these columns, cells without their padding. */
function readTable(columns: string): readonly (readonly string[])[] {
  const lines = page.split('\n');
  const head = lines.findIndex((line) => toCells(line).join(' | ') === columns);
  if (head < 0) throw new Error(`the page has no table of ${columns}`);
  const rest = lines.slice(head + 2);
  return rest.slice(0, rest.indexOf('')).map(toCells);
}

function toCells(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
