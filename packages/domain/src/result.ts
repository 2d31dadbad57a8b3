/** The result of a rule: a value or an error. Errors are unions on `code`. */
export type Result<TValue, TError> =
  | { readonly ok: true; readonly value: TValue }
  | { readonly ok: false; readonly error: TError };
