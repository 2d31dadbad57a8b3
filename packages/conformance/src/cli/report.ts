import type { CaseResult } from '../run-conformance.ts';
import type { Target } from '../target.ts';

type Counted = Readonly<Record<CaseResult['status'], number>>;

/** For machines: the target and every result. */
export function toJsonReport(
  { url, capabilities }: Target,
  results: readonly CaseResult[],
): string {
  return `${JSON.stringify({ url, capabilities, totals: countResults(results), results })}\n`;
}

/** For people: each group with its failures, the reasons for skips, and the totals in the last line. */
export function toTextReport(
  { url, capabilities }: Target,
  results: readonly CaseResult[],
): string {
  const groups = [...Map.groupBy(results, ({ group }) => group)];
  const sections = [
    `${url}, whose answers are of ${worlds[capabilities.world]}`,
    groups.map(([group, members]) => toGroup(group, members)).join('\n'),
    toSkipped(results),
    toTotals(countResults(results)),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

const worlds = {
  population: 'the population, by the rules',
  examples: 'the examples',
  unknown: 'users of its own',
} as const;

function toGroup(group: string, members: readonly CaseResult[]): string {
  const failures = members.flatMap((member) =>
    member.status === 'failed' ? [`  ✗ ${member.name}\n${indent(member.message)}`] : [],
  );
  return [`${group}: ${toTotals(countResults(members))}`, ...failures].join('\n');
}

function toSkipped(results: readonly CaseResult[]): string {
  const skipped = results.filter((result) => result.status === 'skipped');
  if (skipped.length === 0) return '';
  const lines = [...Map.groupBy(skipped, ({ reason }) => reason)].map(
    ([reason, members]) => `  ${members.length} because ${reason}`,
  );
  return ['skipped', ...lines].join('\n');
}

function toTotals({ passed, failed, skipped }: Counted): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

export function countResults(results: readonly CaseResult[]): Counted {
  const counted = { passed: 0, failed: 0, skipped: 0 };
  for (const { status } of results) counted[status] += 1;
  return counted;
}

function indent(text: string): string {
  return text.replace(/^/gm, '      ');
}
