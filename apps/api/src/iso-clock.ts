/** Tells the moment to the millisecond, as `toISOString` writes it; the part that a second shares is written out once. */
export function createIsoClock(read: () => number = Date.now): () => string {
  let second = Number.NaN;
  let prefix = '';
  return () => {
    const now = read();
    const millisecond = now % 1000;
    if (now - millisecond !== second) {
      second = now - millisecond;
      prefix = new Date(second).toISOString().slice(0, -4);
    }
    return `${prefix}${String(millisecond).padStart(3, '0')}Z`;
  };
}
