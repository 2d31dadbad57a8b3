import { describe, expect, test } from 'vitest';
import { parts } from '../src/parts.ts';
import { runPart } from '../src/run-part.ts';

const LONGEST_MS = 240_000;

describe('the short form', () => {
  test.each(parts)('$name: $title', { timeout: LONGEST_MS }, async (part) => {
    const { failure, figures } = await runPart(part, { seed: 1, form: 'short', note: () => {} });
    expect(failure).toBeUndefined();
    expect(figures.length).toBeGreaterThan(0);
    expect(figures.filter(({ breach }) => breach)).toEqual([]);
  });
});
