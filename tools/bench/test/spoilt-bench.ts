import { join } from 'node:path';
import { createProgram } from '../src/cli/program.ts';
import type { Implementation } from '../src/implementation.ts';
import { implementations } from '../src/implementations.ts';

const SPOILT = join(import.meta.dirname, 'spoilt-floor.ts');
const floor: Implementation = {
  name: 'floor',
  title: 'a floor that is wrong',
  role: 'floor',
  serves: ['rest'],
  program: [SPOILT, 'has another avatar'],
  trusting: true,
};

/** The bench with a floor that is wrong, and one that becomes so. */
await createProgram([
  ...implementations.filter(({ name }) => name !== 'floor'),
  floor,
  { ...floor, name: 'tiring', program: [SPOILT, 'tires'] },
]).parseAsync();
