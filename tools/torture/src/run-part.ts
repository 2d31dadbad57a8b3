import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, isBreach, type Part, type Rack } from './part.ts';

export interface PartResult {
  readonly part: string;
  readonly title: string;
  readonly seconds: number;
  readonly figures: readonly JudgedFigure[];
  /** What kept the part from its end, if anything did. */
  readonly failure: string | undefined;
}

export interface JudgedFigure extends Figure {
  readonly breach: boolean;
}

export type RunOptions = Pick<Rack, 'seed' | 'form' | 'note'>;

/** Runs one part in a folder of its own; never rejects. */
export async function runPart(part: Part, options: RunOptions): Promise<PartResult> {
  const folder = await mkdtemp(join(tmpdir(), `portal-torture-${part.name}-`));
  const figures: JudgedFigure[] = [];
  const start = performance.now();
  const report = (figure: Figure) => {
    figures.push({ ...figure, breach: isBreach(figure, options.form) });
  };
  const failure = await runUnlessObstructed(part, { ...options, folder, report }).then(
    () => undefined,
    (error: unknown) => String(error instanceof Error ? error.stack : error),
  );
  await rm(folder, { recursive: true, force: true });
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  return { part: part.name, title: part.title, seconds, figures, failure };
}

async function runUnlessObstructed(part: Part, rack: Rack): Promise<void> {
  const obstacle = await part.findObstacle?.();
  // A part that lacks a tool has looked at nothing, and must not pass in silence.
  if (obstacle === undefined) return part.run(rack);
  rack.report({ name: 'was run', value: `not run: ${obstacle}`, equal: 'yes' });
}

/** A part that reported nothing has looked at nothing. */
export function isPassed({ failure, figures }: PartResult): boolean {
  return failure === undefined && figures.length > 0 && !figures.some(({ breach }) => breach);
}
