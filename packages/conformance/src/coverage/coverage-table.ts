import { conformanceCases } from '../cases/conformance-cases.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { type ContractTable, contractTable } from '../contract-table.ts';
import { statusOfKind, toCoverageText } from './coverage-key.ts';
import { listPromises, unmetErrors } from './promises.ts';

/** One promise of the contract, and the cases that check it. */
export interface CoverageRow {
  readonly operation: string;
  readonly status: number;
  readonly viewer: string;
  readonly kind: string;
  /** Cases that any implementation runs, whose answers nobody chose. */
  readonly cases: readonly string[];
  /** Cases for targets that serve an example by its name. */
  readonly choices: readonly string[];
}

export function coverageRows(
  table: ContractTable = contractTable,
  cases: readonly ConformanceCase[] = conformanceCases(table),
): readonly CoverageRow[] {
  return listPromises(table).map((key) => {
    const covering = cases.filter(({ covers }) => covers.includes(toCoverageText(key)));
    return {
      ...key,
      status: statusOfKind(key.kind),
      cases: covering.filter((one) => !isChoice(one)).map(toTitle),
      choices: covering.filter(isChoice).map(toTitle),
    };
  });
}

/** The table as text: every promise of the contract, and the cases that check it. */
export function coverageTable(table?: ContractTable, cases?: readonly ConformanceCase[]): string {
  const lines = coverageRows(table, cases).map(({ operation, status, viewer, kind, ...by }) => {
    return [operation, String(status), viewer, kind, toCell(by)];
  });
  const head = ['operation', 'status', 'viewer', 'answer', 'cases'];
  const widths = head.map((_, at) =>
    Math.max(...[head, ...lines].map((cells) => cells[at]?.length ?? 0)),
  );
  const rows = [head, ...lines].map((cells) =>
    cells
      .map((cell, at) => (at === head.length - 1 ? cell : cell.padEnd(widths[at] ?? 0)))
      .join('  '),
  );
  const unmet = Object.entries(unmetErrors).map(
    ([code, reason]) => `${code}: not asked, ${reason}`,
  );
  return [...rows, '', ...unmet].join('\n');
}

function toCell({ cases, choices }: Pick<CoverageRow, 'cases' | 'choices'>): string {
  const [first, ...rest] = cases.length > 0 ? cases : choices;
  if (first === undefined) return '(nothing)';
  const note = cases.length === 0 ? ', where examples are served by name' : '';
  return rest.length === 0 ? `${first}${note}` : `${first}, and ${rest.length} more${note}`;
}

function isChoice({ needs }: ConformanceCase): boolean {
  return needs.of?.includes('a choice of examples') === true;
}

function toTitle({ group, name }: ConformanceCase): string {
  return `${group}: ${name}`;
}
