/** A value, or the promise of one: whoever awaits it need not know. */
export type MaybePromise<TValue> = TValue | Promise<TValue>;
