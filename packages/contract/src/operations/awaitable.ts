/** A value, or the promise of one: whoever awaits it need not know. */
export type Awaitable<TValue> = TValue | Promise<TValue>;
