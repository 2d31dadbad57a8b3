import { checkAnswers } from '../answers/check-answers.ts';
import type { Case } from '../cases/case.ts';
import type { CaseResult } from '../figures/row.ts';
import { checkGoals } from '../goals/check-goals.ts';
import { goals } from '../goals/goals.ts';
import type { Harness } from '../harness/harness.ts';
import type { Implementation } from '../implementation.ts';
import type { BenchRun } from './bench-run.ts';
import { WrongAnswers } from './wrong-answers.ts';

/** Checks everyone's answers, then measures each case; throws WrongAnswers before anything is measured. */
export async function measure(
  harness: Harness,
  cases: readonly Case[],
  implementations: readonly Implementation[],
): Promise<Pick<BenchRun, 'answers' | 'results' | 'goals'>> {
  const needed = implementations.filter((each) => cases.some(({ isFor }) => isFor(each)));
  const answers = await checkEveryone(harness, needed);
  const results: CaseResult[] = [];
  for (const { name, title, isFor, run } of cases) {
    const members = needed.filter(isFor);
    if (members.length === 0) continue;
    harness.note(`${name}: ${members.map((member) => member.name).join(', ')}`);
    results.push({ case: name, title, rows: await run(harness, members) });
  }
  return { answers, results, goals: harness.form === 'full' ? checkGoals(goals, results) : [] };
}

async function checkEveryone(
  harness: Harness,
  implementations: readonly Implementation[],
): Promise<BenchRun['answers']> {
  const answers: Record<string, number> = {};
  const faults: string[] = [];
  for (const implementation of implementations) {
    await implementation.install?.();
    const { url } = await harness.serve(implementation);
    const { checked, wrong } = await checkAnswers(implementation, url, harness.world);
    answers[implementation.name] = checked;
    faults.push(...wrong);
  }
  if (faults.length > 0) throw new WrongAnswers(faults);
  harness.note(`answers are right: ${Object.keys(answers).join(', ')}`);
  return answers;
}
