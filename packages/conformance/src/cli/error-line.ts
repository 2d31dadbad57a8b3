/** A message for standard error in one line, even if it repeats control characters. */
export function toErrorLine(message: string): string {
  return `portal-conformance: ${message.replace(/\p{Cc}+/gu, ' ').trim()}\n`;
}
