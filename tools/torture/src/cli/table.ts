import type { CheckedFigure, ScenarioResult } from '../run-scenario.ts';
import type { Figure, ScenarioContext } from '../scenario.ts';

export interface TortureRun {
  readonly form: ScenarioContext['form'];
  readonly seed: number;
  readonly node: string;
  readonly results: readonly ScenarioResult[];
}

/** The run as Markdown: one row a figure. */
export function toTable({ form, seed, node, results }: TortureRun): string {
  const rows = results.flatMap((result) => [
    `| **${result.scenario}** | ${result.title} | | ${result.seconds} s |`,
    ...result.figures.map(toRow),
    ...(result.failure === undefined
      ? []
      : [`| | could not be run | | **${toCell(result.failure)}** |`]),
  ]);
  const head = `${form} form, seed ${seed}, Node ${node}`;
  return `${head}\n\n| | figure | value | must be |\n| - | - | - | - |\n${rows.join('\n')}\n`;
}

function toRow(figure: CheckedFigure): string {
  const { name, value, unit, breach } = figure;
  const verdict = breach ? `**${toBounds(figure)}: BREACH**` : toBounds(figure);
  return `| | ${toCell(name)} | ${toCell(`${value}${unit === undefined ? '' : ` ${unit}`}`)} | ${verdict} |`;
}

function toBounds({ most, least, equal }: Figure): string {
  if (equal !== undefined) return toCell(String(equal));
  const bounds = [
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
  ];
  return bounds.join(', ');
}

function toCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
