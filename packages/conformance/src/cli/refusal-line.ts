/** A refusal as standard error gets it: one line, whatever was typed that it repeats. */
export function toRefusalLine(message: string): string {
  return `portal-conformance: ${message.replace(/\p{Cc}+/gu, ' ').trim()}\n`;
}
