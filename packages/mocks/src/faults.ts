import type { Fault } from './controls.ts';
import type { MockBindings } from './mock-state.ts';

/** Between half of a body and the end of its connection; an error at once would overtake what was sent. */
const FLUSH_MS = 10;

/** What a broken connection looks like to whoever fetches; a server turns it into a reset socket. */
export class ConnectionReset extends TypeError {
  constructor() {
    super('the connection was reset');
    this.name = 'ConnectionReset';
  }
}

interface Answered {
  readonly request: Request;
  readonly response: Response;
  readonly env: MockBindings;
}

/** Spoils a response: none at all, none ever, one that breaks off, or one that is no JSON. */
export async function applyFault(
  fault: Fault,
  { request, response, env }: Answered,
): Promise<Response> {
  if (fault === 'reset') throw new ConnectionReset();
  if (fault === 'timeout') return waitForever(request.signal);
  // HEAD asks for the headers alone, and they are whole.
  if (request.method === 'HEAD') return response;
  const { status, headers } = response;
  const text = await response.text();
  if (fault === 'malformed') return new Response(`${text.slice(1)}<`, { status, headers });
  const bytes = new TextEncoder().encode(text);
  const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
  headers.set('Content-Length', `${bytes.length}`);
  return new Response(createBrokenBody(half, env.outgoing), { status, headers });
}

/** On Node the connection is closed, since the adapter would write the error of a body to the console. */
function createBrokenBody(
  half: Uint8Array<ArrayBuffer>,
  outgoing: MockBindings['outgoing'],
): ReadableStream<Uint8Array> {
  let isSent = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!isSent) {
        isSent = true;
        return controller.enqueue(half);
      }
      await new Promise((resolve) => setTimeout(resolve, FLUSH_MS));
      if (outgoing === undefined) return controller.error(new ConnectionReset());
      (outgoing as { destroy(): unknown }).destroy();
    },
  });
}

/** Waits that many milliseconds; rejects with the signal's reason as soon as it is aborted. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });
}

/** Never resolves; rejects with the signal's reason once it is aborted. */
function waitForever(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
