import { OperatorError } from '@portal/serving/operator-error';

/** Turns a full disk, a missing folder and similar errors into one line. Node's and SQLite's errors have a code. */
export async function wrapFileErrors<TResult>(
  refusal: string,
  work: () => Promise<TResult>,
): Promise<TResult> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OperatorError || !(error instanceof Error && 'code' in error)) throw error;
    throw new OperatorError(`${refusal}: ${error.message}`, { cause: error });
  }
}
