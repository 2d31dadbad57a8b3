import { afterEach, type TestError } from 'vitest';

/** Where a test fails and then something it used cannot be closed, both reasons are shown. */
afterEach(({ task: { result } }) => {
  if (result?.errors !== undefined) result.errors = result.errors.flatMap(toReasons);
});

function toReasons(error: TestError): TestError[] {
  if (error.name !== 'SuppressedError') return [error];
  const { suppressed, error: later } = error as unknown as Record<
    'suppressed' | 'error',
    TestError
  >;
  return [...toReasons(suppressed), ...toReasons(later)];
}
