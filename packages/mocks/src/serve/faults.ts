import type { Fault } from '../controls/mock-controls.ts';
import { waitForever } from './wait.ts';

const FLUSH_MS = 10;

/** What a broken connection looks like to whoever fetches; a server turns it into a reset socket. */
export class ConnectionReset extends TypeError {
  constructor() {
    super('the connection was reset');
    this.name = 'ConnectionReset';
  }
}

/** Spoils an answer: no answer at all, none ever, one that breaks off, or one that is no JSON. */
export async function applyFault(
  fault: Fault | undefined,
  request: Request,
  response: Response,
): Promise<Response> {
  switch (fault) {
    case undefined:
      return response;
    case 'reset':
      throw new ConnectionReset();
    case 'timeout':
      return waitForever(request.signal);
    case 'truncate':
      return truncate(response, new Uint8Array(await response.arrayBuffer()));
    case 'malformed':
      return replaceBody(response, `${(await response.text()).slice(1)}<`);
    default:
      return fault satisfies never;
  }
}

/** Half of the bytes that the length promises, then an error where the rest should come. */
function truncate(response: Response, bytes: Uint8Array): Response {
  let sent = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!sent) {
        sent = true;
        return controller.enqueue(bytes.subarray(0, Math.ceil(bytes.length / 2)));
      }
      // An error at once would overtake what was sent.
      await new Promise((resolve) => setTimeout(resolve, FLUSH_MS));
      controller.error(new ConnectionReset());
    },
  });
  const truncated = replaceBody(response, body);
  truncated.headers.set('Content-Length', String(bytes.length));
  return truncated;
}

function replaceBody(
  { status, headers }: Response,
  body: string | ReadableStream<Uint8Array>,
): Response {
  return new Response(body, { status, headers });
}
