/** The middle of some numbers, or the mean of the two in the middle; NaN of none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

/** The median of the rounds' ratios: what disturbed a round disturbed both sides of it. */
export function medianRatio(numbers: readonly number[], others: readonly number[]): number {
  return median(
    numbers.flatMap((number, at) => {
      const other = others[at];
      return other === undefined ? [] : [number / other];
    }),
  );
}
