import { skipFor } from '@portal/workspace/tools';
import { describe, expect, test } from 'vitest';
import { parts } from '../src/parts.ts';
import { runPart } from '../src/run-part.ts';

const LONGEST_MS = 240_000;

describe('the short form', () => {
  test.for(parts)('$name: $title', { timeout: LONGEST_MS }, async (part, context) => {
    skipFor(context, await part.findObstacle?.());
    const { failure, figures } = await runPart(part, { seed: 1, form: 'short', note: () => {} });
    expect(failure).toBeUndefined();
    expect(figures.length).toBeGreaterThan(0);
    expect(figures.filter(({ breach }) => breach)).toEqual([]);
  });
});
