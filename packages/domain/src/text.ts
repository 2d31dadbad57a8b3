/** Counts Unicode code points, as JSON Schema's minLength and maxLength do. Stops at `limit` + 1. */
export function countCodePoints(text: string, limit: number): number {
  let count = 0;
  for (const _ of text) if (++count > limit) break;
  return count;
}
