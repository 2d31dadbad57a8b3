const MAX_HEADER_LENGTH = 4096;

/** What an answer says of how it came about. */
export interface Provenance {
  readonly served: readonly string[];
  readonly violations: readonly string[];
  /** The preferences that were heeded, as RFC 7240 echoes them. */
  readonly applied: readonly string[];
}

/** The headers of the mock, apart from those of the contract. */
export function toMockHeaders({ served, violations, applied }: Provenance): Record<string, string> {
  return {
    ...(served.length > 0 && { 'Mock-Example': served.join(', ') }),
    ...(violations.length > 0 && { 'Mock-Violations': toHeaderText(violations) }),
    ...(applied.length > 0 && { 'Preference-Applied': applied.join(', ') }),
  };
}

/** Adds what an answer depends on, each name once. */
export function addVary(headers: Headers, ...names: readonly string[]): void {
  const given = headers.get('Vary')?.split(/,\s*/) ?? [];
  const known = given.map((name) => name.toLowerCase());
  const added = names.filter((name) => !known.includes(name.toLowerCase()));
  headers.set('Vary', [...given, ...added].join(', '));
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
