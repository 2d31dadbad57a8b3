/** What a rule answers: the value, or why there is none. Errors are unions on `code`. */
export type Result<TValue, TError> =
  | { readonly ok: true; readonly value: TValue }
  | { readonly ok: false; readonly error: TError };
