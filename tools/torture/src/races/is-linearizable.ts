/** One operation on a register: what was written, or what was read, between two moments. */
export interface Operation {
  readonly kind: 'write' | 'read';
  readonly value: string;
  readonly invoked: number;
  /** Undefined without an answer: a write may have happened, then or later, or never. */
  readonly answered: number | undefined;
}

/**
 * Whether the operations could have happened one after another, each at a moment between its invocation and its answer,
 * and every read gives what was written last (Wing and Gong, 1993; with the memory of Lowe, 2017).
 */
export function isLinearizable(operations: readonly Operation[], initial: string): boolean {
  const history = [...operations].sort((a, b) => a.invoked - b.invoked);
  const tried = new Set<string>();
  const stack: State[] = [{ first: 0, done: 0n, value: initial }];
  for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
    const key = `${state.first} ${state.done} ${state.value}`;
    if (tried.has(key)) continue;
    tried.add(key);
    const next = findNext(history, state);
    if (next.every((at) => history[at]?.answered === undefined)) return true;
    for (const at of next) {
      const { kind, value } = history[at] as Operation;
      if (kind === 'write' || value === state.value) stack.push(advance(state, at, value));
    }
  }
  return false;
}

interface State {
  /** All before it have happened. */
  readonly first: number;
  /** A bit for each from there on that has happened. */
  readonly done: bigint;
  readonly value: string;
}

/** Those that may come next: each began before any that is left was answered. */
function findNext(history: readonly Operation[], { first, done }: State): readonly number[] {
  const next: number[] = [];
  let firstAnswer = Number.POSITIVE_INFINITY;
  for (const [offset, { invoked, answered }] of history.slice(first).entries()) {
    if ((done >> BigInt(offset)) & 1n) continue;
    if (invoked > firstAnswer) break;
    firstAnswer = Math.min(firstAnswer, answered ?? Number.POSITIVE_INFINITY);
    next.push(first + offset);
  }
  return next;
}

function advance(state: State, at: number, value: string): State {
  let { first } = state;
  let done = state.done | (1n << BigInt(at - first));
  for (; done & 1n; done >>= 1n) first += 1;
  return { first, done, value };
}
