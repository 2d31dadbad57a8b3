import { join } from 'node:path';
import { createProgram } from '../src/cli/program.ts';
import type { Implementation } from '../src/implementation.ts';
import { implementations } from '../src/implementations.ts';

const WRONG = join(import.meta.dirname, 'wrong-baseline.ts');
const baseline: Implementation = {
  name: 'baseline',
  title: 'a baseline that is wrong',
  role: 'baseline',
  serves: ['rest'],
  program: [WRONG, 'has another avatar'],
  trusting: true,
};

/** The bench with a baseline that is wrong, and one that becomes so. */
await createProgram([
  ...implementations.filter(({ name }) => name !== 'baseline'),
  baseline,
  { ...baseline, name: 'tiring', program: [WRONG, 'tires'] },
]).parseAsync();
