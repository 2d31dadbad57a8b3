import { join } from 'node:path';
import { createRandom } from '@portal/workspace/random';
import type { Part, Rack } from '../part.ts';
import { type PortalProcess, startPortal } from '../portal/portal-process.ts';
import { damages } from './damages.ts';
import { flipAtRandom, judgeFlipped, type Outcome, outcomes, readAnswers } from './flipped.ts';
import {
  areUntouched,
  type Files,
  makeSoundFile,
  type SoundFile,
  writeFiles,
} from './sound-file.ts';
import { judgeWal } from './wal-damage.ts';

const FLIPS = { short: 4, long: 300 };
const BAD: readonly Outcome[] = ['changed though refused', 'served wrong'];
/** What `startPortal` puts before what the process said. */
const BEFORE_LINE = /^the server ended with 1 before it listened: /;

/** What is not sound is refused and left alone, and never made anew. */
export const damagePart: Part = {
  name: 'damage',
  title: 'database files that are cut, zeroed, foreign, newer, flipped, or without their WAL',
  async run(rack) {
    const sound = await makeSoundFile(rack.folder);
    const served: string[] = [];
    for (const [name, damage] of Object.entries(damages)) {
      const fault = await findRefusalFault(join(rack.folder, 'damaged.db'), damage(sound));
      if (fault !== undefined) served.push(`${name}: ${fault}`);
    }
    const count = Object.keys(damages).length;
    rack.report({ name: 'damages that can be seen', value: count });
    const found = served.join('; ') || 'none';
    rack.report({
      name: 'not refused in one line that names the file, or touched',
      value: found,
      equal: 'none',
    });
    await judgeWal(rack, sound);
    await flipMany(rack, sound);
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

async function flipMany(rack: Rack, sound: SoundFile): Promise<void> {
  const { report, folder, form, seed } = rack;
  const random = createRandom(seed);
  const seen = Object.fromEntries(outcomes.map((name) => [name, 0])) as Record<Outcome, number>;
  const file = join(folder, 'flipped.db');
  writeFiles(file, { '': sound.whole });
  const answers = (await readAnswers(file, sound)) ?? [];
  report({ name: 'answers of the sound file', value: answers.length, least: 1 });
  for (let count = 0; count < FLIPS[form]; count++) {
    const files = flipAtRandom(sound.whole, random);
    const outcome = await judgeFlipped(file, files, { ...sound, answers });
    seen[outcome] += 1;
    rack.note(`flip ${count + 1}: ${outcome}`);
  }
  report({ name: 'files with one to three bytes flipped', value: FLIPS[form] });
  for (const name of outcomes) {
    report({ name, value: seen[name], ...(BAD.includes(name) && { most: 0 }) });
  }
}
