import type { MockState } from './mock-state.ts';

const MAX_HEADER_LENGTH = 4096;

/** The headers that say how an answer was made, apart from those of the contract. */
export function toMockHeaders({
  served,
  violations,
  applied,
}: Pick<MockState, 'served' | 'violations' | 'applied'>): Record<string, string> {
  const names = served.filter(Boolean);
  return {
    ...(names.length > 0 && { 'Mock-Example': names.join(', ') }),
    ...(violations.length > 0 && { 'Mock-Violations': toHeaderText(violations) }),
    ...(applied.size > 0 && { 'Preference-Applied': [...applied].join(', ') }),
  };
}

/** A JSON array in ASCII that ends before a header would grow too long. */
function toHeaderText(messages: readonly string[]): string {
  let text = '';
  for (const message of messages) {
    const next = `${text}${text === '' ? '' : ','}${toAscii(message)}`;
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
