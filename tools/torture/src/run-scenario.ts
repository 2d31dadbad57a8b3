import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, isBreach, type Scenario, type ScenarioContext } from './scenario.ts';

export interface ScenarioResult {
  readonly scenario: string;
  readonly title: string;
  readonly seconds: number;
  readonly figures: readonly CheckedFigure[];
  /** What kept the scenario from its end, if anything did. */
  readonly failure: string | undefined;
}

export interface CheckedFigure extends Figure {
  readonly breach: boolean;
}

export type RunOptions = Pick<ScenarioContext, 'seed' | 'form' | 'note'>;

/** Runs one scenario in a folder of its own; never rejects. */
export async function runScenario(
  scenario: Scenario,
  options: RunOptions,
): Promise<ScenarioResult> {
  const folder = await mkdtemp(join(tmpdir(), `portal-torture-${scenario.name}-`));
  const figures: CheckedFigure[] = [];
  const start = performance.now();
  const report = (figure: Figure) => {
    figures.push({ ...figure, breach: isBreach(figure, options.form) });
  };
  const failure = await runUnlessObstructed(scenario, { ...options, folder, report }).then(
    () => undefined,
    (error: unknown) => String(error instanceof Error ? error.stack : error),
  );
  await rm(folder, { recursive: true, force: true });
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  return { scenario: scenario.name, title: scenario.title, seconds, figures, failure };
}

async function runUnlessObstructed(scenario: Scenario, context: ScenarioContext): Promise<void> {
  const obstacle = await scenario.findObstacle?.();
  // A scenario that lacks a tool has looked at nothing, and must not pass in silence.
  if (obstacle === undefined) return scenario.run(context);
  context.report({ name: 'was run', value: `not run: ${obstacle}`, equal: 'yes' });
}

/** A scenario that reported nothing has looked at nothing. */
export function isPassed({ failure, figures }: ScenarioResult): boolean {
  return failure === undefined && figures.length > 0 && !figures.some(({ breach }) => breach);
}
