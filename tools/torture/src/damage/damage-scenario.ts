import { join } from 'node:path';
import { createRandom } from '@portal/workspace/random';
import { type PortalProcess, startPortal } from '../portal/portal-process.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';
import { damages } from './damages.ts';
import { checkFlipped, flipAtRandom, type Outcome, outcomes, readAnswers } from './flipped.ts';
import {
  areUntouched,
  type Files,
  type IntactFile,
  makeIntactFile,
  writeFiles,
} from './intact-file.ts';
import { checkWal } from './wal-damage.ts';

const FLIPS = { short: 4, long: 300 };
const BAD: readonly Outcome[] = ['changed though refused', 'served wrong'];
/** What `startPortal` puts before what the process said. */
const BEFORE_LINE = /^the server ended with 1 before it listened: /;

/** What is not intact is refused and left alone, and never made anew. */
export const damageScenario: Scenario = {
  name: 'damage',
  title: 'database files that are cut, zeroed, foreign, newer, flipped, or without their WAL',
  async run(context) {
    const intact = await makeIntactFile(context.folder);
    const served: string[] = [];
    for (const [name, damage] of Object.entries(damages)) {
      const fault = await findRefusalFault(join(context.folder, 'damaged.db'), damage(intact));
      if (fault !== undefined) served.push(`${name}: ${fault}`);
    }
    const count = Object.keys(damages).length;
    context.report({ name: 'damages that can be seen', value: count });
    const found = served.join('; ') || 'none';
    context.report({
      name: 'not refused in one line that names the file, or touched',
      value: found,
      equal: 'none',
    });
    await checkWal(context, intact);
    await flipMany(context, intact);
  },
};

/** What is wrong with how a file was refused, if anything is. */
async function findRefusalFault(file: string, files: Files): Promise<string | undefined> {
  writeFiles(file, files);
  const refusal = await startPortal({ file }).then(end, ({ message }: Error) => message);
  if (refusal === undefined) return 'served';
  const line = refusal.replace(BEFORE_LINE, '').trimEnd();
  if (!BEFORE_LINE.test(refusal) || line.includes('\n') || !line.includes(file))
    return `said ${JSON.stringify(refusal)}`;
  return areUntouched(file, files) ? undefined : 'changed';
}

async function end(portal: PortalProcess): Promise<undefined> {
  await portal.stop('SIGKILL');
  return undefined;
}

async function flipMany(context: ScenarioContext, intact: IntactFile): Promise<void> {
  const { report, folder, form, seed } = context;
  const random = createRandom(seed);
  const seen = Object.fromEntries(outcomes.map((name) => [name, 0])) as Record<Outcome, number>;
  const file = join(folder, 'flipped.db');
  writeFiles(file, { '': intact.whole });
  const answers = (await readAnswers(file, intact)) ?? [];
  report({ name: 'answers of the intact file', value: answers.length, least: 1 });
  for (let count = 0; count < FLIPS[form]; count++) {
    const files = flipAtRandom(intact.whole, random);
    const outcome = await checkFlipped(file, files, { ...intact, answers });
    seen[outcome] += 1;
    context.note(`flip ${count + 1}: ${outcome}`);
  }
  report({ name: 'files with one to three bytes flipped', value: FLIPS[form] });
  for (const name of outcomes) {
    report({ name, value: seen[name], ...(BAD.includes(name) && { most: 0 }) });
  }
}
