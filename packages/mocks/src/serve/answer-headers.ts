import type { ReplyHeaders } from './mock-reply.ts';

const MAX_HEADER_LENGTH = 4096;

/** What an answer says of how it came about. */
export interface Provenance {
  readonly served: readonly string[];
  readonly violations: readonly string[];
  /** The preferences that were heeded, as RFC 7240 echoes them. */
  readonly applied: readonly string[];
}

/** The headers of the mock, apart from those of the contract. */
export function toMockHeaders({ served, violations, applied }: Provenance): ReplyHeaders {
  return {
    ...(served.length > 0 && { 'mock-example': served.join(', ') }),
    ...(violations.length > 0 && { 'mock-violations': toHeaderText(violations) }),
    ...(applied.length > 0 && { 'preference-applied': applied.join(', ') }),
  };
}

/** What an answer depends on beside what its `Vary` names already, each name once. */
export function addVary(vary: string | undefined, ...names: readonly string[]): string {
  if (vary === undefined) return names.join(', ');
  const given = vary.split(/,\s*/);
  const known = given.map((name) => name.toLowerCase());
  const added = names.filter((name) => !known.includes(name.toLowerCase()));
  return [...given, ...added].join(', ');
}

/** A JSON array in ASCII that ends before a header would grow too long. */
function toHeaderText(sentences: readonly string[]): string {
  let text = '';
  for (const sentence of sentences) {
    const next = `${text}${text === '' ? '' : ','}${toAscii(sentence)}`;
    if (next.length + 2 > MAX_HEADER_LENGTH) break;
    text = next;
  }
  return `[${text}]`;
}

function toAscii(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
