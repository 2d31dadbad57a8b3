import { ConnectionReset } from './faults.ts';
import type { MockReply } from './mock-reply.ts';

const FLUSH_MS = 10;

/** A reply as `fetch` answers it; one that breaks off has an error where the rest of its body should come. */
export function toResponse({ status, headers, body, breaksOff }: MockReply): Response {
  const sent = breaksOff && body !== null ? createBrokenBody(body) : body;
  return new Response(sent, { status, headers });
}

function createBrokenBody(body: string | Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
  let sent = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!sent) {
        sent = true;
        return controller.enqueue(typeof body === 'string' ? new TextEncoder().encode(body) : body);
      }
      // An error at once would overtake what was sent.
      await new Promise((resolve) => setTimeout(resolve, FLUSH_MS));
      controller.error(new ConnectionReset());
    },
  });
}
