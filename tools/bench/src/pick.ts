import type { Random } from '@portal/workspace/random';

/** A whole number below `end`. */
export function pickBelow(random: Random, end: number): number {
  return Math.floor(random() * end);
}

export function pickOf<TValue>(random: Random, values: readonly TValue[]): TValue {
  return values[pickBelow(random, values.length)] as TValue;
}
