/** C0 and C1 controls, line and paragraph separators, and the marks that turn the direction of text. */
const UNSAFE = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

/** Text for a terminal: what would move the cursor or reorder a line is shown as `\u{...}`. Line breaks stay. */
export function toTerminal(text: string): string {
  return text.replace(UNSAFE, (mark) =>
    mark === '\n' ? mark : `\\u{${mark.codePointAt(0)?.toString(16)}}`,
  );
}
