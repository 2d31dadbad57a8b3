/** The highest value a figure should have: as it is, or as a ratio to another row of the same table, round by round. */
export interface Goal {
  readonly case: string;
  readonly row: string;
  readonly figure: string;
  readonly against?: string;
  readonly most: number;
}

/** Processor time of a request beside another checkout, when one is given, and beside the peers. */
const RATIOS: readonly (readonly [name: string, against: string, most: number])[] = [
  ['profile', 'checkout', 1.25],
  ['me', 'checkout', 1.25],
  ['stranger', 'checkout', 1.35],
  ['update', 'checkout', 1.1],
  ['update-alone', 'checkout', 1],
  ['trpc-profile', 'checkout', 1],
  ['trpc-batch', 'checkout', 1],
  ...['profile', 'detail', 'me', 'update', 'update-alone', 'update-refused', 'stranger'].map(
    (name) => [name, 'hono', 1] as const,
  ),
];

/** They are printed beside the measured value; a missed goal never fails a run. */
export const goals: readonly Goal[] = [
  ...RATIOS.map(([name, against, most]) => toRatio({ case: name, row: 'portal', against, most })),
  toRatio({ case: 'mock', row: 'mock', against: 'prism', most: 0.2 }),
  toRatio({ case: 'size', row: 'portal, 1000000 users', against: 'portal, 1000 users', most: 1.2 }),
  ...['compiled code kept', 'nothing kept'].map((how) => ({
    ...{ case: 'start', row: `portal, ${how}`, against: `checkout, ${how}` },
    ...{ figure: 'answered_ms', most: 1.1 },
  })),
  { case: 'memory', row: 'portal', against: 'checkout', figure: 'idle_mb', most: 1.1 },
  { case: 'unread', row: 'portal', figure: 'grown_mb', most: 32 },
];

function toRatio(goal: Omit<Goal, 'figure'>): Goal {
  return { ...goal, figure: 'processor_us' };
}
