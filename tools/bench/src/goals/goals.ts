/** What a figure is meant to be at most: as it is, or as a ratio to another row's, round by round. */
export interface Goal {
  readonly case: string;
  readonly row: string;
  readonly figure: string;
  readonly against?: string;
  readonly most: number;
}

/** They are printed beside what was found; none of them fails a run. */
export const goals: readonly Goal[] = [
  ...toRatios('profile', 'portal', { floor: 1.3, fastify: 1, express: 0.5 }),
  ...toRatios('me', 'portal', { floor: 1.3 }),
  ...toRatios('stranger', 'portal', { floor: 1.3 }),
  ...toRatios('update', 'portal', { floor: 1 }),
  ...toRatios('trpc-profile', 'portal', { 'trpc-floor': 1.25 }),
  ...toRatios('mock', 'mock', { prism: 0.2 }),
  ...toRatios('size', 'portal, 1000000 users', { 'portal, 1000 users': 1.2 }),
  ...['compiled code kept', 'nothing kept'].flatMap((how) => [
    { case: 'start', row: `portal, ${how}`, figure: 'answered_ms', most: 600 },
    { case: 'start', row: `mock, ${how}`, figure: 'answered_ms', most: 400 },
  ]),
  { case: 'memory', row: 'portal', figure: 'idle_mb', most: 100 },
  { case: 'memory', row: 'mock', figure: 'idle_mb', most: 100 },
];

function toRatios(
  name: string,
  row: string,
  others: Readonly<Record<string, number>>,
): readonly Goal[] {
  return Object.entries(others).map(([against, most]) => {
    return { case: name, row, figure: 'processor_us', against, most };
  });
}
