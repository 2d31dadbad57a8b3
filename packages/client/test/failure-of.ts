import { isPortalError, type PortalError } from '../src/index.ts';

/** The error a call rejects with; anything but a PortalError fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<PortalError> {
  const error: unknown = await call.then(
    (value) => new Error(`the call succeeded: ${JSON.stringify(value)}`),
    (reason) => reason,
  );
  if (isPortalError(error)) return error;
  throw error;
}
