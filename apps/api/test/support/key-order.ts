/** The keys of a value at every depth, in their order; what the keys hold is left out. */
export function keyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keyOrder);
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value).map(([key, inner]) => [key, keyOrder(inner)]);
}
