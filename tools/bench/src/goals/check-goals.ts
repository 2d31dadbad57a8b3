import { type CaseResult, compareRows } from '../figures/row.ts';
import type { Goal } from './goals.ts';

export interface CheckedGoal extends Goal {
  readonly found: number;
  readonly reached: boolean;
}

/** Judges the goals whose rows were measured, and leaves out the others. */
export function checkGoals(
  goals: readonly Goal[],
  results: readonly CaseResult[],
): readonly CheckedGoal[] {
  return goals.flatMap((goal) => {
    const found = findFigure(goal, results);
    return found === undefined ? [] : [{ ...goal, found, reached: found <= goal.most }];
  });
}

function findFigure(goal: Goal, results: readonly CaseResult[]): number | undefined {
  const rows = results.find((result) => result.case === goal.case)?.rows ?? [];
  const row = rows.find(({ name }) => name === goal.row);
  if (goal.against === undefined) return row?.figures[goal.figure];
  const other = rows.find(({ name }) => name === goal.against);
  return row && other && compareRows(row, other, goal.figure);
}
