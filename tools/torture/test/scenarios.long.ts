import { skipFor } from '@portal/workspace/tools';
import { describe, expect, test } from 'vitest';
import { runScenario } from '../src/run-scenario.ts';
import { scenarios } from '../src/scenarios.ts';

const LONGEST_MS = 240_000;

describe('the short form', () => {
  test.for(scenarios)('$name: $title', { timeout: LONGEST_MS }, async (scenario, context) => {
    skipFor(context, await scenario.findObstacle?.());
    const { failure, figures } = await runScenario(scenario, {
      seed: 1,
      form: 'short',
      note: () => {},
    });
    expect(failure).toBeUndefined();
    expect(figures.length).toBeGreaterThan(0);
    expect(figures.filter(({ breach }) => breach)).toEqual([]);
  });
});
