/** A refusal as standard error gets it: one line that names the command, whatever was typed that it repeats. */
export function toRefusalLine(command: string, message: string): string {
  return `${command}: ${message.replace(/\p{Cc}+/gu, ' ').trim()}\n`;
}
