import type { CaseResult, Row } from '../figures/row.ts';
import type { CheckedGoal } from '../goals/check-goals.ts';
import type { BenchRun } from './bench-run.ts';

const HEADINGS: Readonly<Record<string, string>> = {
  processor_us: 'processor time, µs',
  times_baseline: '× baseline',
  requests_per_second: 'requests/s',
  p50_ms: 'p50, ms',
  p99_ms: 'p99, ms',
  answered_ms: 'answered after, ms',
  processor_ms: 'processor time, ms',
  idle_mb: 'idle, MB',
  requests: 'requests',
  loaded_mb: 'after them, MB',
  most_mb: 'at most, MB',
  grown_mb: 'growth, MB',
};

/** The run as Markdown: a table a case, then the goals. */
export function toTable({ form, machine, users, rounds, answers, ...run }: BenchRun): string {
  const checked = Object.entries(answers).map(([name, count]) => `${name} ${count}`);
  return [
    `${form} form, ${users} users, rounds of each: ${rounds}. ${machine}`,
    `Answers checked: ${checked.join(', ')}.`,
    ...run.results.map(toSection),
    ...(run.goals.length === 0 ? [] : [toGoals(run.goals)]),
  ].join('\n\n');
}

function toSection({ case: name, title, rows }: CaseResult): string {
  const figures = [...new Set(rows.flatMap((row) => Object.keys(row.figures)))];
  const headings = figures.map((figure) => HEADINGS[figure] ?? figure);
  const table = toLines([[name, ...headings], ...rows.map((row) => toCells(row, figures))]);
  return `**${name}**: ${title}\n\n${table}`;
}

function toCells({ name, figures }: Row, wanted: readonly string[]): readonly string[] {
  return [name, ...wanted.map((figure) => toText(figures[figure]))];
}

function toGoals(goals: readonly CheckedGoal[]): string {
  const rows = goals.map(({ case: name, row, figure, against, most, found, reached }) => [
    name,
    against === undefined ? row : `${row} : ${against}`,
    HEADINGS[figure] ?? figure,
    `${most}`,
    reached ? toText(found) : `**${toText(found)}**`,
  ]);
  return toLines([['goal', 'of', 'figure', 'at most', 'found'], ...rows]);
}

/** The first column is text, the others are numbers. */
function toLines([head = [], ...rows]: readonly (readonly string[])[]): string {
  const rule = head.map((_, at) => (at === 0 ? '-' : '-:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Three digits say what such a measurement can. */
function toText(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '';
  return value >= 1000
    ? Math.round(value).toLocaleString('en-US')
    : `${Number(value.toPrecision(3))}`;
}
