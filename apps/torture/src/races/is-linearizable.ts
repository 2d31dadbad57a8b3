/** One operation on a register: what was written, or what was read, between two moments. */
export interface Operation {
  readonly kind: 'write' | 'read';
  readonly value: string;
  readonly invoked: number;
  /** Undefined where no answer told how it ended: a write may have happened, then or later, or never. */
  readonly answered: number | undefined;
}

/**
 * Whether the operations could have happened one after another, each at a moment between its invocation and its answer,
 * and every read gives what was written last (Wing and Gong, 1993; with the memory of Lowe, 2017).
 */
export function isLinearizable(operations: readonly Operation[], initial: string): boolean {
  const history = [...operations].sort((a, b) => a.invoked - b.invoked);
  const tried = new Set<string>();
  const stack: State[] = [{ done: 0n, value: initial }];
  for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
    const key = `${state.done} ${state.value}`;
    if (tried.has(key)) continue;
    tried.add(key);
    const open = history.flatMap((operation, at) => {
      return (state.done >> BigInt(at)) & 1n ? [] : [{ operation, at }];
    });
    if (open.every(({ operation }) => operation.answered === undefined)) return true;
    stack.push(...findNext(state, open));
  }
  return false;
}

interface State {
  /** A bit for each operation that has happened. */
  readonly done: bigint;
  readonly value: string;
}

interface Open {
  readonly operation: Operation;
  readonly at: number;
}

/** Any operation may come next that began before each open one was answered. */
function findNext({ done, value }: State, open: readonly Open[]): readonly State[] {
  const firstAnswer = Math.min(
    ...open.map(({ operation }) => operation.answered ?? Number.POSITIVE_INFINITY),
  );
  return open
    .filter(({ operation }) => operation.invoked <= firstAnswer)
    .filter(({ operation }) => operation.kind === 'write' || operation.value === value)
    .map(({ operation, at }) => ({ done: done | (1n << BigInt(at)), value: operation.value }));
}
