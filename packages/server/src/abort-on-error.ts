/** A response on Node; a server in a page or a test has none. */
export interface Outgoing {
  destroy(): unknown;
}

/**
 * Returns a stream that breaks its connection off when the source fails, so that the client sees that the response is
 * not whole. Without it the adapter would write the error to the console. Without a connection the stream fails.
 */
export function abortOnError(
  source: ReadableStream<Uint8Array>,
  outgoing: Outgoing | undefined,
  onError: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        onError(error);
        if (outgoing === undefined) throw error;
        outgoing.destroy();
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
