import { median, medianRatio } from './median.ts';

/** Figures by their names, which end in their units. */
export type Figures = Readonly<Record<string, number>>;

/** One row of a case's table: medians, and the rounds that they are of. */
export interface Row {
  readonly name: string;
  readonly figures: Figures;
  readonly rounds: readonly Figures[];
}

export interface CaseResult {
  readonly case: string;
  readonly title: string;
  readonly rows: readonly Row[];
}

/** Every round has the figures of the first. */
export function toRow(name: string, rounds: readonly Figures[]): Row {
  const names = Object.keys(rounds[0] ?? {});
  const figures = names.map((figure) => [figure, median(valuesOf(rounds, figure))]);
  return { name, figures: Object.fromEntries(figures), rounds };
}

/** How many times one row's figure is another's, round by round. */
export function compareRows(row: Row, other: Row, figure: string): number {
  return medianRatio(valuesOf(row.rounds, figure), valuesOf(other.rounds, figure));
}

function valuesOf(rounds: readonly Figures[], figure: string): readonly number[] {
  return rounds.map((round) => round[figure] ?? Number.NaN);
}
