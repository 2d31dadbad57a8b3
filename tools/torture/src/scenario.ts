/** One kind of torture, which runs alone. */
export interface Scenario {
  /** As the command line takes it. */
  readonly name: string;
  /** What is done, and what must hold. */
  readonly title: string;
  /** What stands in its way on this machine, if anything does: it is then not run. */
  findObstacle?(): string | undefined | Promise<string | undefined>;
  /** Reports what it saw; throws only where it could not look. */
  run(context: ScenarioContext): Promise<void>;
}

/** What a scenario is given. */
export interface ScenarioContext {
  /** Decides everything random: the same seed asks the same. */
  readonly seed: number;
  /** The short form is for every change, the long one for the record. */
  readonly form: 'short' | 'long';
  /** An empty folder of this scenario alone, removed in the end. */
  readonly folder: string;
  /** Figures, as they come. */
  report(figure: Figure): void;
  /** A line for whoever watches. */
  note(text: string): void;
}

/** One row of the table; a value outside its bounds is a breach. */
export interface Figure {
  readonly name: string;
  readonly value: number | string;
  readonly unit?: string;
  readonly most?: number;
  readonly least?: number;
  readonly equal?: number | string;
  /** Depends on how fast the machine is: checked in the long form alone. */
  readonly timed?: boolean;
}

export function isBreach(figure: Figure, form: ScenarioContext['form']): boolean {
  if (figure.timed && form === 'short') return false;
  const {
    value,
    most = Number.POSITIVE_INFINITY,
    least = Number.NEGATIVE_INFINITY,
    equal,
  } = figure;
  if (equal !== undefined && value !== equal) return true;
  return typeof value === 'number' && !(value >= least && value <= most);
}
