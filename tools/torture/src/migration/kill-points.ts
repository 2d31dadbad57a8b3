/** The nth call of one kind that a thread makes, as strace counts them. */
export interface KillPoint {
  readonly call: string;
  readonly at: number;
}

/** Every point in a trace, of the thread that makes most calls of a kind. */
export function findPoints(trace: string, calls: readonly string[]): readonly KillPoint[] {
  return calls.flatMap((call) => {
    const lines = trace.matchAll(new RegExp(`^(\\d+) +${call}\\(`, 'gm'));
    const threads = Map.groupBy(lines, ([, thread]) => thread);
    const most = Math.max(0, ...[...threads.values()].map(({ length }) => length));
    return Array.from({ length: most }, (_, at) => ({ call, at: at + 1 }));
  });
}

/** At most so many of them, spread over all, with the last one. */
export function chooseEvenly<TItem>(items: readonly TItem[], most: number): readonly TItem[] {
  const count = Math.min(items.length, most);
  return items.filter((_, at) => {
    return Math.floor(((at + 1) * count) / items.length) > Math.floor((at * count) / items.length);
  });
}
