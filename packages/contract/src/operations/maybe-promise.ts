/** A value or its promise. `await` works for both. */
export type MaybePromise<TValue> = TValue | Promise<TValue>;
