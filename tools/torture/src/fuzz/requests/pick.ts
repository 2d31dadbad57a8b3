import type { Random } from '@portal/workspace/random';

/** A whole number from 0 up to, and without, `limit`. */
export function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

export function pick<TItem>(random: Random, items: readonly TItem[]): TItem {
  const item = items[below(random, items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** Things to pick from, each with how often it is wanted. */
export type Weighted<TItem> = readonly (readonly [weight: number, item: TItem])[];

export function pickWeighted<TItem>(random: Random, items: Weighted<TItem>): TItem {
  let left = random() * items.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, item] of items) {
    left -= weight;
    if (left < 0) return item;
  }
  throw new Error('nothing to pick from');
}

export function repeat<TItem>(count: number, make: (at: number) => TItem): readonly TItem[] {
  return Array.from({ length: count }, (_, at) => make(at));
}
