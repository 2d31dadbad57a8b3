import type { Case } from './case.ts';
import { loadCases } from './load-cases.ts';
import { memoryCase } from './memory-case.ts';
import { sizeCase } from './size-case.ts';
import { startCase } from './start-case.ts';
import { toCase } from './to-case.ts';
import { unreadCase } from './unread-case.ts';

/** Every case, in the order of the tables. */
export const cases: readonly Case[] = [
  ...loadCases.map(toCase),
  sizeCase,
  startCase,
  memoryCase,
  unreadCase,
];
